package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.SampleMinutes;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void look() throws Exception {
        Path dir = Files.createDirectories(Path.of("target/look"));
        Branding none = new Branding((String) null);
        var sources = Map.of("ja", SampleMinutes.japanese(), "en", SampleMinutes.english(), "empty", SampleMinutes.empty(Locale.JAPANESE), "big", SampleMinutes.threeHours(10000),
          "hostile", SampleMinutes.hostile("髙橋 﨑山 𠮷野 ① ㈱ 〜～ − 😀👍🏽 ❤️ 한국어 简体 Łukasz العربية 長西青・‧ https://example.com/" + "abcdefgh".repeat(30)));
        for (var e : sources.entrySet()) {
            for (MinutesRenderer r : List.of(new PdfRenderer(none), new DocxRenderer(none), new HtmlRenderer(none), new TextRenderer(), new MarkdownRenderer(), new VttRenderer(), new SrtRenderer(), new JsonRenderer(), new TranscriptRenderer())) {
                long t = System.nanoTime();
                try (OutputStream out = Files.newOutputStream(dir.resolve(e.getKey() + "-" + r.fileName()))) {
                    r.render(e.getValue(), out);
                }
                System.out.println(e.getKey() + " " + r.format() + " " + (System.nanoTime() - t) / 1000000 + " ms " + Files.size(dir.resolve(e.getKey() + "-" + r.fileName())));
            }
        }
    }
}
