package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void fullWidthCharactersCountTwice() {
        new Columns().row("会議", "1").row("ab", "2").print(screen(0));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("会議  1", "ab    2");
    }

    @Test
    void linesFitTheTerminal() {
        new Columns().row("議事録の長い名前", "x").print(screen(9));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("議事録の…");
    }

    private Screen screen(int width) {
        return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), Locale.JAPANESE, width);
    }
}
