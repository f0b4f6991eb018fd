package io.yuhitsu.contracts;

import static io.yuhitsu.contracts.SampleTalk.at;
import static io.yuhitsu.contracts.SampleTalk.talk;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.NextMeeting;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.api.spi.MinutesRenderer.Source;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Minutes to try renderers, stores and deliveries with. */
public final class SampleMinutes {
    static final JobId JOB = new JobId("j01kb0000000000000000");
    static final LocalDate DATE = LocalDate.of(2026, 11, 9);
    private static final Message DEMO = new Message(
            "demo-model",
            "試用の音声モデルで作成しました。実際の会議には正式なモデルをお使いください。",
            "Made with the demo speech model; use a full model for real meetings.");

    private SampleMinutes() {}

    /** A weekly meeting with something of everything. */
    public static Source japanese() {
        List<Utterance> talk = talk(
                "s1|0.6|5.0|おはようございます、それでは今週の定例会議を始めます。",
                "s1|5.9|12.7|今日の議題は三つで、進捗の確認と展示会の準備、それから予算の相談です。",
                "s2|18.2|23.2|はい、田中です。ウェブサイトの作業は80パーセントまで終わりました。",
                "s1|36.7|41.7|分かりました。では、公開日は12月1日に決定します。",
                "s3|52.5|58.0|ただ、説明する人が2人足りないので、営業部に協力をお願いしたいです。",
                "s1|59.2|64.5|では鈴木さんは、金曜日までに営業部の髙橋課長に依頼してください。",
                "s1|74.5|79.0|パソコンの手配は田中さんが11月20日までにお願いします。",
                "s3|87.5|91.3|それなら、追加の広告に使いたいと思います。",
                "s1|92.0|97.0|いいですね、残りの50万円は追加の広告に使うことにしましょう。",
                "s2|97.5|99.8|会場の電源は足りますか。");
        Minutes minutes = new Minutes(
                JOB,
                1,
                "週次定例会議",
                Locale.JAPANESE,
                DATE,
                DateSource.FILE_NAME,
                List.of("佐藤部長", "田中さん", "鈴木さん"),
                List.of(
                        new Point("ウェブサイトの作業は80パーセントまで終わりました。", at(talk, 2)),
                        new Point("説明する人が2人足りないため、営業部に協力を求めます。", at(talk, 4))),
                List.of(new Topic(
                        "ウェブサイトの進捗", at(talk, 2, 3), List.of(new Point("残りは問い合わせ画面の修正と全体のテストです。", at(talk, 2))))),
                List.of(new Point("会場の電源は足りるか。", at(talk, 9))),
                new NextMeeting(LocalDate.of(2026, 11, 16), "来週の月曜日", at(talk, 1)),
                new Coverage(103_460, 86_000),
                List.of(
                        new Decision("d1", "ウェブサイトの公開日は12月1日とする", at(talk, 3), 0.9, false),
                        new Decision("d2", "残りの広告費50万円は追加の広告に使う", at(talk, 7, 8), 0.7, true)),
                List.of(
                        new ActionItem(
                                "a1",
                                "営業部の髙橋課長に展示会の応援を依頼する",
                                "鈴木",
                                LocalDate.of(2026, 11, 13),
                                "金曜日",
                                at(talk, 5),
                                0.9,
                                false),
                        new ActionItem(
                                "a2",
                                "デモ用のパソコンを3台手配する",
                                "田中",
                                LocalDate.of(2026, 11, 20),
                                "11月20日",
                                at(talk, 6),
                                0.8,
                                false),
                        new ActionItem("a3", "会場の電源を確かめる", null, null, null, at(talk, 9), 0.4, true)),
                List.of(DEMO));
        return new Source(
                minutes,
                new Transcript(
                        JOB,
                        Locale.JAPANESE,
                        103_460,
                        new Engine("vosk", "demo-ja"),
                        List.of(new Speaker("s1", "佐藤部長"), new Speaker("s2", "田中さん"), new Speaker("s3", "鈴木さん")),
                        talk,
                        List.of(DEMO)),
                settings("ja", "株式会社みどり商事", "経営企画部"));
    }

    /** The same meeting in English. */
    public static Source english() {
        List<Utterance> talk = talk(
                "s1|0.5|4.0|Good morning everyone, let's begin the weekly meeting.",
                "s2|15.0|20.1|Sure, the website is about 80 percent complete.",
                "s1|31.0|36.2|Okay then, it is decided: the website will be released on December 1.",
                "s1|50.4|54.9|Emma, please ask the sales team for two people by Friday.",
                "s1|64.0|68.3|David, please order the three computers by November 20.",
                "s1|84.4|89.0|Good idea, we will spend the 5,000 dollars on online advertising.");
        Minutes minutes = new Minutes(
                JOB,
                2,
                "Weekly status meeting",
                Locale.ENGLISH,
                DATE,
                DateSource.CONTAINER,
                List.of("Olivia", "David", "Emma"),
                List.of(new Point("The website is about 80 percent complete.", at(talk, 1))),
                List.of(new Topic(
                        "Website", at(talk, 1, 2), List.of(new Point("Final testing is left.", at(talk, 1))))),
                List.of(new Point("Does the booth need a second power outlet?", at(talk, 4))),
                new NextMeeting(null, "next Monday", at(talk, 0)),
                new Coverage(97_000, 78_200),
                List.of(
                        new Decision("d1", "Release the website on December 1", at(talk, 2), 0.9, false),
                        new Decision("d2", "Spend the remaining $5,000 on online advertising", at(talk, 5), 0.7, true)),
                List.of(
                        new ActionItem(
                                "a1",
                                "Ask the sales team for two people",
                                "Emma",
                                LocalDate.of(2026, 11, 13),
                                "Friday",
                                at(talk, 3),
                                0.9,
                                false),
                        new ActionItem(
                                "a2",
                                "Order three computers for the demo",
                                "David",
                                null,
                                "soon",
                                at(talk, 4),
                                0.5,
                                true)),
                List.of(DEMO));
        return new Source(
                minutes,
                new Transcript(
                        JOB,
                        Locale.ENGLISH,
                        97_000,
                        new Engine("vosk", "demo-en"),
                        List.of(new Speaker("s1", "Olivia"), new Speaker("s2", "David"), new Speaker("s3", "Emma")),
                        talk,
                        List.of(DEMO)),
                settings("en", "Green Trading Ltd.", "Corporate Planning"));
    }

    /** Nobody spoke. */
    public static Source empty(Locale language) {
        Message notice = new Message("no-speech", "発話が見つかりませんでした。", "No speech was found.");
        return new Source(
                new Minutes(
                        JOB,
                        1,
                        "",
                        language,
                        DATE,
                        DateSource.RECEIVED,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        new Coverage(60_000, 0),
                        List.of(),
                        List.of(),
                        List.of(notice)),
                new Transcript(
                        JOB, language, 60_000, new Engine("vosk", "demo"), List.of(), List.of(), List.of(notice)),
                settings(language.toLanguageTag(), "", ""));
    }

    static ProfileSettings settings(String language, String company, String department) {
        return new ProfileSettings(
                language,
                ZoneId.of("Asia/Tokyo"),
                "vosk",
                ProfileSettings.AUTO,
                "standard",
                company,
                department,
                ProfileSettings.standard(ZoneId.of("Asia/Tokyo")).formats(),
                List.of(Target.OUTBOX),
                false);
    }
}
