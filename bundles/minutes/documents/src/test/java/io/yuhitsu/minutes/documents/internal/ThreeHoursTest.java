package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.contracts.OddMinutes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeHoursTest {
    private static final List<String> FORMATS =
            List.of("json", "transcript", "vtt", "srt", "txt", "md", "html", "docx", "pdf");

    /** In a process of its own, with half of the server's heap, no display, no home folder and an empty environment. */
    @Test
    void tenThousandUtterancesAreRenderedInAllFormatsInASmallHeap(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-Duser.home=/nonexistent",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName());
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            assertThat(Files.readString(output)).contains("9 documents");
        } finally {
            process.destroyForcibly();
        }
    }

    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            Branding none = new Branding((String) null);
            RenderStep step = new RenderStep();
            Stream.of(
                            new JsonRenderer(),
                            new TranscriptRenderer(),
                            new VttRenderer(),
                            new SrtRenderer(),
                            new TextRenderer(),
                            new MarkdownRenderer(),
                            new HtmlRenderer(none),
                            new DocxRenderer(none),
                            new PdfRenderer(none))
                    .forEach(renderer -> step.add(renderer, Map.of()));
            MemoryContext context = new MemoryContext(OddMinutes.threeHours(10_000), FORMATS);
            System.out.println(step.run(context).artifacts().size() + " documents");
        }
    }
}
