package io.yuhitsu.minutes.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.TranscriptFormatter;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.contracts.TranscriptFormatterContract;
import io.yuhitsu.contracts.Words;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFormatterTest implements TranscriptFormatterContract {
    @Override
    public TranscriptFormatter formatter() {
        return new RulesFormatter();
    }

    private static String japanese(String said) {
        return text(Locale.JAPANESE, said);
    }

    private static String english(String said) {
        return text(Locale.ENGLISH, said);
    }

    private static String text(Locale language, String said) {
        List<Utterance> utterances =
                new RulesFormatter().format(Words.raw(language, said)).utterances();
        return String.join("/", utterances.stream().map(Utterance::text).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "予算 は 三百五十 万 円 です, 予算は350万円です。",
        "二千二十六年 の 十二月 一 日 です, 2026年の12月1日です。",
        "四 億 八千 万 円 です, '4億8,000万円です。'",
        "八 十 パーセント です, 80%です。",
        "一 点 五 倍 です, 1.5倍です。",
        "午後 二 時 十 五 分 です, 午後2時15分です。",
        "五十嵐 さん です, 五十嵐さんです。",
        "百貨店 です, 百貨店です。",
        "一番 いい です, 一番いいです。",
        "万が一 の とき です, 万が一のときです。",
        "一緒 に 行き ます, 一緒に行きます。",
        "三つ あり ます, 三つあります。",
        "二人 です, 二人です。",
        "二 人 です, 二人です。",
        "三 人 です, 3人です。",
        "十分 です, 十分です。",
        "第 一 工場 です, 第一工場です。",
        "四国 と 九州 です, 四国と九州です。",
        "もう 一 回 です, もう一回です。"
    })
    void japaneseNumbersAreReadable(String said, String read) {
        assertThat(japanese(said)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "on december first, On December 1.",
        "by november twentieth, By November 20.",
        "we have five thousand dollars, 'We have $5,000.'",
        "it is eighty percent, It is 80%.",
        "we finished two hundred forty tests, We finished 240 tests.",
        "sales were four point eight million dollars, Sales were $4.8 million.",
        "we need two people, We need two people.",
        "it started at two fifteen, It started at 2:15.",
        "they want it by the twenty eighth, They want it by the 28th.",
        "the first thing is the budget, The first thing is the budget."
    })
    void englishNumbersAreReadable(String said, String read) {
        assertThat(english(said)).isEqualTo(read);
    }

    @Test
    void fillersAndStutterAreLeftOutOfTheReadingViewOnly() {
        Utterance utterance = new RulesFormatter()
                .format(Words.raw(Locale.JAPANESE, "えーと まあ 資料 資料 を えー 送り ます"))
                .utterances()
                .get(0);
        assertThat(utterance.text()).isEqualTo("資料を送ります。");
        assertThat(utterance.verbatim()).isEqualTo("えーとまあ資料資料をえー送ります");
        assertThat(english("um we we need uh the data")).isEqualTo("We need the data.");
    }

    @Test
    void aWordThatPointsAtSomethingIsNoFiller() {
        assertThat(japanese("その 件 は 終わり まし た")).isEqualTo("その件は終わりました。");
        assertThat(japanese("その それから 予算 です")).isEqualTo("それから、予算です。");
    }

    @Test
    void latinWordsKeepTheirBlanks() {
        Utterance utterance = new RulesFormatter()
                .format(Words.raw(Locale.JAPANESE, "新しい Web Server を 使い ます"))
                .utterances()
                .get(0);
        assertThat(utterance.verbatim()).isEqualTo("新しいWeb Serverを使います");
    }

    @Test
    void politeEndingsEndSentences() {
        assertThat(japanese("はい 田中 です ウェブ サイト は 終わり まし た 問題 あり ませ ん")).isEqualTo("はい、田中です。ウェブサイトは終わりました。問題ありません。");
        assertThat(japanese("公開 日 は 予定 通り で 大丈夫 です か | はい")).isEqualTo("公開日は予定通りで大丈夫ですか？/はい。");
        assertThat(japanese("少し 高い です が 買い ます")).isEqualTo("少し高いですが、買います。");
    }

    @Test
    void englishSentencesHaveCaseNamesAndMarks() {
        assertThat(english("david could you tell us about the website | sure i'm done with it"))
                .isEqualTo("David, could you tell us about the website?/Sure, I'm done with it.");
        assertThat(english("see you on monday")).isEqualTo("See you on Monday.");
    }

    @Test
    void onlyFillersAreShownAsTheyWereSaid() {
        assertThat(japanese("えー")).isEqualTo("えー");
    }
}
