package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** Plain text: the minutes, and behind them the whole transcript. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=txt")
public final class TextRenderer extends DocumentRenderer {
    public TextRenderer() {
        super("txt", "minutes.txt", "text/plain; charset=utf-8");
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Writer writer = utf8(out);
        new Sheet(PaperMaker.make(source), writer).write();
        writer.flush();
    }

    private record Sheet(Paper paper, Writer out) {
        void write() throws IOException {
            head();
            if (paper.empty()) {
                line("");
                line(paper.t().of("no-speech"));
                foot();
                return;
            }
            if (!paper.summary().isEmpty()) {
                items("summary", paper.summary(), false);
            }
            items("decisions", paper.decisions(), true);
            actions();
            topics();
            if (!paper.questions().isEmpty()) {
                items("questions", paper.questions(), false);
            }
            if (paper.next() != null) {
                items("next", List.of(paper.next()), false);
            }
            heading("transcript");
            for (Paper.Quote quote : paper.transcript()) {
                line("[" + quote.time() + "] " + speaker(quote) + quote.text());
            }
            foot();
        }

        private void head() throws IOException {
            if (!paper.house().isEmpty()) {
                line(paper.house());
            }
            line(paper.t().of("minutes"));
            line(paper.title());
            line("");
            for (Paper.Fact fact : paper.facts()) {
                line(fact.label() + ": " + fact.value() + (fact.note().isEmpty() ? "" : " (" + fact.note() + ")"));
            }
            if (!paper.notices().isEmpty()) {
                heading("notices");
                for (String notice : paper.notices()) {
                    line("! " + notice);
                }
            }
            if (paper.review()) {
                line("");
                line(paper.t().of("review-hint"));
            }
        }

        private void items(String label, List<Paper.Item> items, boolean numbered) throws IOException {
            heading(label);
            if (items.isEmpty()) {
                line(paper.t().of("none"));
            }
            int number = 1;
            for (Paper.Item item : items) {
                line((numbered ? number++ + ". " : "- ") + item.text() + review(item.review()) + times(item.marks()));
            }
        }

        private void actions() throws IOException {
            heading("actions");
            if (paper.actions().isEmpty()) {
                line(paper.t().of("none"));
            }
            int number = 1;
            for (Paper.Task task : paper.actions()) {
                line(number++ + ". " + task.text() + review(task.review()) + times(task.marks()));
                String due = or(task.due()) + (task.spoken().isEmpty() ? "" : " (" + task.spoken() + ")");
                line("   " + paper.t().of("owner") + ": " + or(task.owner()) + "  "
                        + paper.t().of("due") + ": " + due);
            }
        }

        private void topics() throws IOException {
            if (paper.topics().isEmpty()) {
                return;
            }
            heading("topics");
            for (Paper.Section topic : paper.topics()) {
                line("- " + topic.title() + times(topic.marks()));
                for (Paper.Item item : topic.lines()) {
                    line("  - " + item.text() + times(item.marks()));
                }
            }
        }

        private void heading(String label) throws IOException {
            line("");
            line("■ " + paper.t().of(label));
        }

        private void foot() throws IOException {
            line("");
            line(paper.colophon());
        }

        private String review(boolean review) {
            return review ? " 【" + paper.t().of("review") + "】" : "";
        }

        private String or(String text) {
            return text.isEmpty() ? paper.t().of("nobody") : text;
        }

        private static String times(List<Paper.Mark> marks) {
            return marks.isEmpty()
                    ? ""
                    : marks.stream().map(Paper.Mark::time).distinct().collect(Collectors.joining(", ", " [", "]"));
        }

        private static String speaker(Paper.Quote quote) {
            return quote.speaker().isEmpty() ? "" : quote.speaker() + ": ";
        }

        private void line(String text) throws IOException {
            out.write(text);
            out.write('\n');
        }
    }
}
