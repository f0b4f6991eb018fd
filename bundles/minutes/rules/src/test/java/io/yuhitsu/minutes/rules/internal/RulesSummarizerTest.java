package io.yuhitsu.minutes.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.spi.Summarizer;
import io.yuhitsu.contracts.SummarizerContract;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RulesSummarizerTest implements SummarizerContract {
    /** A Monday. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 9);

    @Override
    public Summarizer summarizer() {
        return new RulesSummarizer();
    }

    static Minutes minutes(Locale language, String... texts) {
        RecordingFacts facts = new RecordingFacts(
                "a.wav",
                "",
                "",
                MONDAY,
                DateSource.FILE_NAME,
                List.of(),
                SummarizerContract.facts().recorded(),
                List.of());
        return new RulesSummarizer()
                .summarize(SummarizerContract.transcript(language, List.of(texts)), facts, 1, CancelToken.none());
    }

    private static ActionItem onlyAction(Locale language, String... texts) {
        List<ActionItem> actions = minutes(language, texts).actions();
        assertThat(actions).hasSize(1);
        return actions.get(0);
    }

    @Test
    void aTaskThatIsAskedForAndTakenOnIsOneActionItem() {
        ActionItem action = onlyAction(Locale.JAPANESE, "では鈴木さんは、金曜日までに高橋課長に依頼してください。", "承知しました、金曜日までに依頼します。");
        assertThat(action.owner()).isEqualTo("鈴木");
        assertThat(action.text()).isEqualTo("高橋課長に依頼する");
        assertThat(action.due()).isEqualTo(LocalDate.of(2026, 11, 13));
        assertThat(action.dueText()).isEqualTo("金曜日");
        assertThat(action.evidence().get(0).utterance()).isEqualTo("u1");
        assertThat(action.needsReview()).isFalse();
    }

    @Test
    void aDueDateThatIsFarAwayIsToBeReviewed() {
        ActionItem action = onlyAction(Locale.JAPANESE, "では鈴木さんは、11月7日までに高橋課長に依頼してください。", "承知しました、11月7日までに依頼します。");
        assertThat(action.due()).isEqualTo(LocalDate.of(2027, 11, 7));
        assertThat(action.needsReview()).isTrue();
    }

    @Test
    void aTimeThatIsNamedInAnAnswerBelongsToTheTask() {
        ActionItem action =
                onlyAction(Locale.JAPANESE, "岡本さん、商品別の内訳をまとめてもらえますか。", "はい。いつぐらいまでに。", "17日の火曜までに。", "分かりました。");
        assertThat(action.due()).isEqualTo(LocalDate.of(2026, 11, 17));
        assertThat(action.dueText()).isEqualTo("17日の火曜");
    }

    @Test
    void aWithdrawnTaskIsNoActionItem() {
        assertThat(minutes(Locale.JAPANESE, "お知らせの文面は、平井さんに頼もうかな。", "それなんですが、総務で作るそうなので。", "あ、そうなの。じゃあ、いいです。")
                        .actions())
                .isEmpty();
        assertThat(minutes(Locale.ENGLISH, "Marcus, could you update the report?", "Yes.", "Actually, never mind.")
                        .actions())
                .isEmpty();
    }

    @Test
    void someoneElseMayTakeOverWhatIsDeclined() {
        ActionItem action = onlyAction(
                Locale.ENGLISH,
                "Anita, could you write up the review?",
                "I've got three test plans due this week, sorry.",
                "No, that's fine, I'll do it myself by noon tomorrow.");
        assertThat(action.text()).isEqualTo("Write up the review");
        assertThat(action.due()).isEqualTo(LocalDate.of(2026, 11, 10));
    }

    @Test
    void whatIsSupposedRecalledOrPutOffIsNeither() {
        Minutes minutes = minutes(
                Locale.JAPANESE,
                "もし新製品が間に合うなら3小間にしましょう。",
                "前回はカタログを減らすことに決めました。",
                "移行の時期を2月にしたいという話が情報システム部から来ています。",
                "そこは今日は決められないので、一旦持ち帰りにさせてください。",
                "皆さん、手すりを持つようにお願いします。",
                "昨日メールを送りました。");
        assertThat(minutes.decisions()).isEmpty();
        assertThat(minutes.actions()).isEmpty();
        assertThat(minutes.openQuestions()).extracting(Point::text).anyMatch(t -> t.contains("移行の時期"));
    }

    @Test
    void decisionsReadAlone() {
        assertThat(minutes(Locale.JAPANESE, "分かりました。では、公開日は12月1日に決定します。").decisions())
                .extracting(Decision::text)
                .containsExactly("公開日は12月1日");
        assertThat(minutes(Locale.JAPANESE, "あと、代理店会議。", "じゃあ、10日の午後で。", "10日の午後ですね、はい。")
                        .decisions())
                .extracting(Decision::text)
                .containsExactly("代理店会議：10日の午後");
        assertThat(minutes(Locale.ENGLISH, "Okay, then it is decided, the website will be released on December 1.")
                        .decisions())
                .extracting(Decision::text)
                .containsExactly("The website will be released on December 1");
    }

    @Test
    void aProposalCountsWhenItIsAgreedTo() {
        assertThat(minutes(Locale.JAPANESE, "上限5000円の補助ということで、よろしいでしょうか。", "はい、結構です。")
                        .decisions())
                .hasSize(1);
        assertThat(minutes(Locale.JAPANESE, "ノー残業デーを週2回にしてはどうでしょうか。", "それは難しいと思います。")
                        .decisions())
                .isEmpty();
    }

    @Test
    void theNextMeetingIsFound() {
        Minutes minutes = minutes(Locale.JAPANESE, "次回は23日、は祝日か。では24日の火曜、同じ時間にしましょう。");
        assertThat(minutes.nextMeeting().date()).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(minutes(Locale.ENGLISH, "The next meeting is on the 21st of January, as in the calendar.")
                        .nextMeeting()
                        .date())
                .isEqualTo(LocalDate.of(2027, 1, 21));
    }

    @Test
    void theTitleIsTakenFromTheOpening() {
        assertThat(minutes(Locale.JAPANESE, "それでは今週の営業会議を始めます。").title()).isEqualTo("営業会議");
        assertThat(minutes(Locale.ENGLISH, "Good morning, let's begin the weekly meeting.")
                        .title())
                .isEqualTo("Weekly meeting");
        assertThat(minutes(Locale.JAPANESE, "うん。").title()).isEqualTo("会議");
    }

    @Test
    void participantsAreThoseWhoNameThemselvesOrAnswer() {
        assertThat(minutes(Locale.JAPANESE, "はい、田中です。", "鈴木さんは、資料を送ってください。", "承知しました。")
                        .participants())
                .containsExactly("田中", "鈴木");
    }

    @Test
    void theSummaryQuotesTheMeetingInItsOrder() {
        List<Point> summary = minutes(
                        Locale.JAPANESE,
                        "それでは始めます。",
                        "展示会のパンフレットは来週の水曜日に印刷が終わります。",
                        "今期の売上は4億8000万円で、前年より6%増えています。",
                        "はい。",
                        "来期の広告費は今期と同じ2000万円とします。")
                .summary();
        assertThat(summary).hasSizeBetween(1, 5);
        assertThat(summary)
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(p -> p.evidence().get(0).startMs()));
    }
}
