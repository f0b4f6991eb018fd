package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntaxTest {
    @TempDir
    static Path folder;

    private final TestShell shell = new TestShell(folder, new MemoryJobs());

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void helpIsOurOwnAndInTheCallersLanguage() {
        assertThat(shell.run(Locale.JAPANESE, "jobs", "--help").out())
                .startsWith("使い方: ./yuhitsu jobs ")
                .contains("新しい順");
        TestShell.Answer english = shell.run("job", "show", "--help");
        assertThat(english.out()).startsWith("Usage: ./yuhitsu job show ID").doesNotContain("minutes:", "\u001b");
        assertThat(english.status()).isZero();
    }

    @Test
    void everyCommandHasItsUsageAndHelpAndNamesAllItsOptions() {
        for (Class<? extends Action> action : CommandWords.actions()) {
            Syntax syntax = Syntax.of(action);
            for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
                assertThat(syntax.usage(locale))
                        .startsWith(locale.equals(Locale.ENGLISH) ? "Usage: ./yuhitsu " : "使い方: ./yuhitsu ");
                syntax.options().keySet().forEach(option -> assertThat(syntax.usage(locale))
                        .contains(option));
                assertThat(syntax.help(locale)).startsWith(syntax.usage(locale)).contains("\n");
            }
        }
    }

    @Test
    void wrongUseIsToldInTheCallersLanguage() {
        assertWrong("jobs --frob", "--frob というオプションは使えません");
        assertWrong("jobs --json=x", "--json=x というオプションは使えません");
        assertWrong("jobs --limit", "--limit には値が必要です");
        assertWrong("jobs --limit many", "整数ではありません: --limit many");
        assertWrong("job show", "指定が足りません");
        assertWrong("job show j1 j2", "「j2」は余分です");
    }

    private void assertWrong(String line, String said) {
        TestShell.Answer answer = shell.run(Locale.JAPANESE, line.split(" "));
        assertThat(answer.status()).isEqualTo(CommandException.USAGE);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(said, "使い方: ./yuhitsu ").doesNotContain("\u001b", "minutes:");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (String limit : List.of("-3", "0", "1001")) {
            TestShell.Answer answer = shell.run("jobs", "--limit", limit);
            assertThat(answer.status()).isEqualTo(CommandException.USAGE);
            assertThat(answer.err()).isEqualTo("--limit " + limit + " is not possible: 1 to 1000.\n");
        }
        assertThat(shell.run("jobs", "--limit", "1000").status()).isZero();
        assertThat(shell.run("job", "wait", "j1", "--timeout=-1").status()).isEqualTo(CommandException.USAGE);
    }

    @Test
    void aCommandWhoseServicesAreAwaySaysSo() {
        TestShell.Answer answer = shell.run("model", "list");
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
        assertThat(answer.err()).contains("not available now");
    }
}
