package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** Markdown (CommonMark with tables): the minutes with the quotes that prove them; meant for wikis and chat, so without the transcript. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=md")
public final class MarkdownRenderer extends DocumentRenderer {
    /** What can begin markup anywhere in a line: emphasis, code, links, HTML, entities, formulas, mentions. A bar ends a cell of a table. */
    private static final String MARKUP = "\\`*_{}[]<>|~&$@";

    /** What can begin markup at the beginning of a text only: headings, lists, lines. */
    private static final String MARKUP_AHEAD = "#+-=:";

    public MarkdownRenderer() {
        super("md", "minutes.md", "text/markdown; charset=utf-8");
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Writer writer = utf8(out);
        new Sheet(PaperMaker.make(source), writer).write();
        writer.flush();
    }

    /** Text that shows as it is. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digitsBefore = i > 0 && i == digits;
            digits += i == digits && c >= '0' && c <= '9' ? 1 : 0;
            if (MARKUP.indexOf(c) >= 0
                    || (i == 0 && MARKUP_AHEAD.indexOf(c) >= 0)
                    || (digitsBefore && (c == '.' || c == ')'))) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private record Sheet(Paper paper, Writer out) {
        void write() throws IOException {
            line("# " + escape(paper.title()));
            if (!paper.house().isEmpty()) {
                line("");
                line(escape(paper.house()));
            }
            line("");
            for (Paper.Fact fact : paper.facts()) {
                String note = fact.note().isEmpty() ? "" : " (" + escape(fact.note()) + ")";
                line("- **" + escape(fact.label()) + "** " + escape(fact.value()) + note);
            }
            for (String notice : paper.notices()) {
                line("");
                line("> **" + escape(paper.t().of("notices")) + "** " + escape(notice));
            }
            if (paper.empty()) {
                line("");
                line(escape(paper.t().of("no-speech")));
            } else {
                body();
            }
            line("");
            line("---");
            line("");
            line(escape(paper.colophon()));
        }

        private void body() throws IOException {
            if (paper.review()) {
                line("");
                line("> " + escape(paper.t().of("review-hint")));
            }
            if (!paper.summary().isEmpty()) {
                items("summary", paper.summary(), "- ");
            }
            items("decisions", paper.decisions(), "");
            actions();
            if (!paper.topics().isEmpty()) {
                heading("topics");
                for (Paper.Section topic : paper.topics()) {
                    line("- **" + escape(topic.title()) + "**" + times(topic.marks()));
                    for (Paper.Item item : topic.lines()) {
                        line("  - " + escape(item.text()) + times(item.marks()));
                    }
                }
            }
            if (!paper.questions().isEmpty()) {
                items("questions", paper.questions(), "- ");
            }
            if (paper.next() != null) {
                items("next", List.of(paper.next()), "- ");
            }
            if (!paper.quotes().isEmpty()) {
                heading("quotes");
                boolean who = paper.speakers();
                String time = paper.t().of("time");
                String said = paper.t().of("said");
                row(who ? List.of(time, paper.t().of("speaker"), said) : List.of(time, said));
                line(who ? "|---|---|---|" : "|---|---|");
                for (Paper.Quote quote : paper.quotes()) {
                    row(
                            who
                                    ? List.of(quote.time(), quote.speaker(), quote.text())
                                    : List.of(quote.time(), quote.text()));
                }
            }
        }

        private void items(String label, List<Paper.Item> items, String bullet) throws IOException {
            heading(label);
            if (items.isEmpty()) {
                line(escape(paper.t().of("none")));
            }
            int number = 1;
            for (Paper.Item item : items) {
                String mark = bullet.isEmpty() ? number++ + ". " : bullet;
                line(mark + escape(item.text()) + review(item.review()) + times(item.marks()));
            }
        }

        private void actions() throws IOException {
            heading("actions");
            if (paper.actions().isEmpty()) {
                line(escape(paper.t().of("none")));
                return;
            }
            Wording t = paper.t();
            row(List.of(t.of("action"), t.of("owner"), t.of("due"), t.of("evidence")));
            line("|---|---|---|---|");
            for (Paper.Task task : paper.actions()) {
                String due = or(task.due()) + (task.spoken().isEmpty() ? "" : " (" + task.spoken() + ")");
                String times =
                        task.marks().stream().map(Paper.Mark::time).distinct().collect(Collectors.joining(", "));
                line("| " + escape(task.text()) + review(task.review()) + " | " + escape(or(task.owner())) + " | "
                        + escape(due) + " | " + times + " |");
            }
        }

        private void row(List<String> cells) throws IOException {
            line(cells.stream().map(MarkdownRenderer::escape).collect(Collectors.joining(" | ", "| ", " |")));
        }

        private void heading(String label) throws IOException {
            line("");
            line("## " + escape(paper.t().of(label)));
            line("");
        }

        private String review(boolean review) {
            return review ? " **【" + paper.t().of("review") + "】**" : "";
        }

        private String or(String text) {
            return text.isEmpty() ? paper.t().of("nobody") : text;
        }

        private static String times(List<Paper.Mark> marks) {
            return marks.isEmpty()
                    ? ""
                    : marks.stream().map(Paper.Mark::time).distinct().collect(Collectors.joining(", ", " (", ")"));
        }

        private void line(String text) throws IOException {
            out.write(text);
            out.write('\n');
        }
    }
}
