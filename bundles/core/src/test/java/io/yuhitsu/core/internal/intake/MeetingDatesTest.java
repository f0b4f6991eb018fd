package io.yuhitsu.core.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.ProfileId;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingDatesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final MeetingDates DATES = new MeetingDates(TOKYO, LocalDate.of(2026, 11, 20));

    private static Optional<MeetingDates.Found> find(String fileName) {
        return DATES.inName(Folded.of(Titles.base(fileName)).plain());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20261005.wav | 2026-10-05 | default",
                "定例会議_20261005.m4a | 2026-10-05 | 定例会議",
                "20261005_1400_定例会議.m4a | 2026-10-05 | 定例会議",
                "20261005_140000.wav | 2026-10-05 | default",
                "20261005T140000_企画会議.wav | 2026-10-05 | 企画会議",
                "202610051400企画.wav | 2026-10-05 | 企画",
                "20261005140000.mp3 | 2026-10-05 | default",
                "2026-10-05.wav | 2026-10-05 | default",
                "2026-10-05 14-00 営業会議.wav | 2026-10-05 | 営業会議",
                "2026-10-05 14.00.00 Weekly sync.mp4 | 2026-10-05 | Weekly sync",
                "Weekly sync 2026-10-05 1400-1530.mp4 | 2026-10-05 | Weekly sync",
                "2026_10_05_weekly_meeting.mp3 | 2026-10-05 | weekly meeting",
                "2026.10.05.wav | 2026-10-05 | default",
                "2026.10.5 取締役会.wav | 2026-10-05 | 取締役会",
                "取締役会(2026-10-05).wav | 2026-10-05 | 取締役会",
                "取締役会【2026年10月5日】.wav | 2026-10-05 | 取締役会",
                "2026年10月5日(月)14時30分 役員会.wav | 2026-10-05 | 役員会",
                "2026年 10月 5日 役員会.wav | 2026-10-05 | 役員会",
                "二〇二六年十月五日 役員会.wav | 2026-10-05 | 役員会",
                "令和8年10月5日.wav | 2026-10-05 | default",
                "令和8年10月5日 定例会.wav | 2026-10-05 | 定例会",
                "令和８年１０月５日　定例会.wav | 2026-10-05 | 定例会",
                "令和八年十月五日 定例会.wav | 2026-10-05 | 定例会",
                "令和八年十二月三十一日 納会.wav | 2026-12-31 | 納会",
                "令和元年十月五日 定例会.wav | 2019-10-05 | 定例会",
                "㋿8年10月5日 定例会.wav | 2026-10-05 | 定例会",
                "平成31年4月30日 送別会.wav | 2019-04-30 | 送別会",
                "R8.10.5 定例会.wav | 2026-10-05 | 定例会",
                "R8.10.5.wav | 2026-10-05 | default",
                "r08-10-05_定例会.wav | 2026-10-05 | 定例会",
                "Ｒ８．１０．５　定例会.wav | 2026-10-05 | 定例会",
                "R081005_定例会.wav | 2026-10-05 | 定例会",
                "令和8.10.5 定例会.wav | 2026-10-05 | 定例会",
                "H31.4.30 定例会.wav | 2019-04-30 | 定例会",
                "２０２６１００５_定例会.wav | 2026-10-05 | 定例会",
                "２０２６－１０－０５　定例会.wav | 2026-10-05 | 定例会",
                "261005_定例会.wav | 2026-10-05 | 定例会",
                "261005_1400_定例会.wav | 2026-10-05 | 定例会",
                "定例会261005.wav | 2026-10-05 | 定例会",
                "IMG_20261005_140000.mp4 | 2026-10-05 | IMG",
                "PXL_20261005_140000123.mp4 | 2026-10-05 | PXL",
                "GMT20261004-200000_Recording.m4a | 2026-10-05 | Recording",
                "20261004T200000Z_sync.wav | 2026-10-05 | sync",
                "議事_2026-10-05_資料2025-01-01.wav | 2026-10-05 | 議事 資料2025-01-01",
                "20270301 来年の予定.wav | 2027-03-01 | 来年の予定",
                "2026-02-30 2026-02-28 月末.wav | 2026-02-28 | 2026-02-30 月末",
                "2026-10-05 2027年度予算会議.wav | 2026-10-05 | 2027年度予算会議",
                "2026-10-05 1000人会議.wav | 2026-10-05 | 1000人会議",
            })
    void theDateAndTheTitleOfAName(String name, LocalDate date, String title) {
        MeetingDates.Found found = find(name).orElseThrow();
        assertThat(found.date()).isEqualTo(date);
        String without = Titles.fromName(Folded.of(Titles.base(name)), found, new ProfileId("default2"));
        assertThat(without.replace("default2", "default")).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "定例会議.wav",
                "recording.mp3",
                "",
                ".wav",
                "20261305.wav",
                "20260230.wav",
                "20261005123.wav",
                "1759640400.wav",
                "09012345678.wav",
                "00000000.wav",
                "18991231.wav",
                "29991231.wav",
                "2026年度予算.wav",
                "2026-10.wav",
                "261305.wav",
                "991231.wav",
                "101112.wav",
                "140000.wav",
                "301231.wav",
                "R1.2.3 仕様検討.wav",
                "VR8.10.5.wav",
                "H31.5.1.wav",
                "令和0年1月1日.wav",
                "令和八十八年一月一日.wav",
                "令和十十年一月一日.wav",
                "録音 (3).m4a",
                "v1.2.3.wav",
                "😀🎙️.wav",
            })
    void whatIsNoDate(String name) {
        assertThat(find(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"令和8年10月5日 ﾃﾞﾝﾜ会議.wav", "２０２６年１０月５日がぎぐ会議.wav"})
    void decomposedNamesAreReadLikeComposedOnes(String name) {
        String nfd = Normalizer.normalize(name, Normalizer.Form.NFD);
        assertThat(find(nfd)).isEqualTo(find(name)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-10-05 | 2026-10-05",
                "2026-10-05T14:00 | 2026-10-05",
                "2026-10-05T14:00:00+09:00 | 2026-10-05",
                "2026-10-04T20:00:00Z | 2026-10-05",
                "2026/10/5 | 2026-10-05",
                "令和8年10月5日(月) | 2026-10-05",
                "R8.10.5 | 2026-10-05",
                "20261005 | 2026-10-05",
            })
    void whatAPersonWritesAsADate(String text, LocalDate date) {
        assertThat(DATES.written(text)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "来週の月曜",
                "2026-13-01",
                "10/5",
                "-",
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "+20261-10-05T14:00:00Z"
            })
    void whatAPersonWritesThatIsNoDate(String text) {
        assertThat(DATES.written(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recording.wav | recording",
                "weekly_meeting__final.mp3 | weekly meeting final",
                "会議　メモ.wav | 会議 メモ",
                "a.b.c.wav | a.b.c",
                "髙橋さん①㈱テスト.wav | 髙橋さん①㈱テスト",
                "- 定例 -.wav | 定例",
                "定例\u202Egpj.wav | 定例 gpj",
            })
    void aNameWithoutDateIsTheTitle(String name, String title) {
        assertThat(Titles.fromName(Folded.of(Titles.base(name)), null, ProfileId.DEFAULT))
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261005_1400.wav"})
    void aNameThatIsOnlyADateGivesTheProfileOrItself(String name) {
        Folded folded = Folded.of(Titles.base(name));
        MeetingDates.Found found = find(name).orElseThrow();
        assertThat(Titles.fromName(folded, found, new ProfileId("営業会議"))).isEqualTo("営業会議");
        assertThat(Titles.fromName(folded, found, ProfileId.DEFAULT)).isEqualTo("20261005 1400");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 5000})
    void veryLongTitlesAreCutBetweenCharacters(int length) {
        String title = Titles.clean("𠮷".repeat(length)).orElseThrow();
        assertThat(title.codePointCount(0, title.length())).isEqualTo(Math.min(200, length));
    }

    @Test
    @Timeout(10)
    void aMillionSignsAreNoLongWork() {
        assertThat(Titles.clean("定例" + ".".repeat(1_000_000) + "x")).isPresent();
        assertThat(DATES.written("R" + " ".repeat(1_000_000) + "x")).isEmpty();
    }

    @Test
    void aTitleIsNeverCutThroughACharacter() {
        String title = Titles.clean("a" + " ".repeat(798) + "𠮷".repeat(300)).orElseThrow();
        assertThat(title).isEqualTo("a");
    }
}
