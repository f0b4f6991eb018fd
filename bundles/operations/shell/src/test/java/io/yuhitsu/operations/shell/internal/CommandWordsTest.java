package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void wordsBecomeTheShellsCommand() throws CommandException {
        assertThat(line(List.of("jobs", "--json"))).isEqualTo("minutes:list-jobs '--json'");
        assertThat(line(List.of("job", "show", "j1"))).isEqualTo("minutes:show-job 'j1'");
        assertThat(line(List.of("model", "list"))).isEqualTo("minutes:list-models");
    }

    @Test
    void optionsMayStandBehindArguments() throws CommandException {
        assertThat(line(List.of("job", "wait", "j1", "--timeout", "5", "j2")))
                .isEqualTo("minutes:wait-job '--timeout' '5' 'j1' 'j2'");
    }

    @Test
    void argumentsMeanNothingToTheShell() throws CommandException {
        assertThat(line(List.of("submit", "a; $(stop) | 'b\\"))).isEqualTo("minutes:submit 'a; $(stop) | \\'b\\\\'");
    }

    @Test
    void anUnknownCommandIsNamed() {
        for (List<String> words : List.of(List.of("frob"), List.of("job"), List.of("job", "frob"), List.<String>of())) {
            assertThatThrownBy(() -> line(words)).isInstanceOfSatisfying(CommandException.class, e -> {
                assertThat(e.status()).isEqualTo(CommandException.USAGE);
                assertThat(e.reason().in(Locale.JAPANESE)).contains("./yuhitsu help");
            });
        }
    }

    @Test
    void aValueMayBeWrittenWithAnEqualsSign() throws CommandException {
        assertThat(line(List.of("jobs", "--limit=5"))).isEqualTo("minutes:list-jobs '--limit' '5'");
    }

    @Test
    void aGroupNamesItsCommands() {
        assertThatThrownBy(() -> line(List.of("model"))).hasMessageContaining("install, list");
    }

    private static String line(List<String> words) throws CommandException {
        return CommandWords.of(words).line();
    }
}
