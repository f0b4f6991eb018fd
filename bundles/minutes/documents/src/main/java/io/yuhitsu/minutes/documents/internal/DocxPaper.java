package io.yuhitsu.minutes.documents.internal;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBookmark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;

/** One Word document in the making. */
final class DocxPaper implements Closeable {
    /** Between the margins of an A4 page, in twentieths of a point. */
    private static final int WIDTH = 9638;

    private final XWPFDocument document = new XWPFDocument();
    private final Paper paper;
    private final Wording t;
    private int bookmarks;

    DocxPaper(Paper paper, Optional<Branding.Logo> logo, LocalDate date) throws IOException {
        this.paper = paper;
        this.t = paper.t();
        DocxStyles.apply(document, paper.lang());
        properties(date);
        page();
        head(logo);
        if (paper.empty()) {
            text(paragraph("Normal"), t.of("no-speech"));
        } else {
            body();
        }
        text(paragraph("Small"), paper.colophon());
    }

    void write(OutputStream out) throws IOException {
        document.write(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void properties(LocalDate date) throws IOException {
        POIXMLProperties.CoreProperties core = document.getProperties().getCoreProperties();
        Date day = Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        core.setTitle(paper.title());
        core.setCreator(paper.house().isEmpty() ? "Yuhitsu" : paper.house());
        core.setSubjectProperty(t.of("minutes"));
        core.setCreated(Optional.of(day));
        core.setModified(Optional.of(day));
        core.setLastModifiedByUser("Yuhitsu");
        core.getUnderlyingProperties().setLanguageProperty(paper.lang());
        document.getProperties()
                .getExtendedProperties()
                .getUnderlyingProperties()
                .setApplication("Yuhitsu");
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11906));
        size.setH(BigInteger.valueOf(16838));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(1304));
        margins.setBottom(BigInteger.valueOf(1247));
        margins.setLeft(BigInteger.valueOf(1134));
        margins.setRight(BigInteger.valueOf(1134));
        margins.setHeader(BigInteger.valueOf(680));
        margins.setFooter(BigInteger.valueOf(624));
        margins.setGutter(BigInteger.ZERO);
        XWPFParagraph top =
                DocxText.style(document.createHeader(HeaderFooterType.DEFAULT).createParagraph(), "Header");
        text(top, paper.shortTitle());
        top.createRun().addTab();
        text(top, paper.facts().get(0).value());
        foot(HeaderFooterType.DEFAULT);
        // The first page has the title anyway.
        document.createHeader(HeaderFooterType.FIRST).createParagraph();
        foot(HeaderFooterType.FIRST);
    }

    private void foot(HeaderFooterType type) {
        XWPFParagraph foot = DocxText.style(document.createFooter(type).createParagraph(), "Footer");
        text(foot, paper.shortHouse());
        foot.createRun().addTab();
        field(foot, "PAGE");
        text(foot, " / ");
        field(foot, "NUMPAGES");
    }

    /** What stands in it is what programs show that do not count pages. */
    private static void field(XWPFParagraph p, String what) {
        CTSimpleField field = p.getCTP().addNewFldSimple();
        field.setInstr(what);
        field.addNewR().addNewT().setStringValue("1");
    }

    private void head(Optional<Branding.Logo> logo) throws IOException {
        if (logo.isPresent()) {
            picture(logo.get());
        }
        if (!paper.company().isEmpty()) {
            text(paragraph("Company"), paper.company());
        }
        if (!paper.department().isEmpty()) {
            text(paragraph("Small"), paper.department());
        }
        text(paragraph("Subtitle"), t.of("minutes"));
        text(paragraph("Title"), paper.title());
        XWPFTable facts = DocxText.table(document, "MinutesFacts", 1500, WIDTH - 1500);
        boolean next = false;
        for (Paper.Fact fact : paper.facts()) {
            List<XWPFTableCell> cells = DocxText.row(facts, next);
            next = true;
            DocxText.run(DocxText.cell(cells.get(0), "Cell"), fact.label(), "Note");
            XWPFParagraph value = DocxText.cell(cells.get(1), "Cell");
            text(value, fact.value());
            if (!fact.note().isEmpty()) {
                DocxText.run(value, "  " + fact.note(), "Note");
            }
        }
        for (String notice : paper.notices()) {
            XWPFParagraph p = paragraph("Notice");
            DocxText.run(p, t.of("notices") + "  ", "Strong");
            text(p, notice);
        }
    }

    private void picture(Branding.Logo logo) throws IOException {
        // At most 40 mm by 14 mm.
        double scale = Math.min(113.0 / logo.width(), 40.0 / logo.height());
        XWPFParagraph p = paragraph("Normal");
        p.setAlignment(ParagraphAlignment.RIGHT);
        int type =
                logo.mediaType().equals("image/png") ? XWPFDocument.PICTURE_TYPE_PNG : XWPFDocument.PICTURE_TYPE_JPEG;
        try {
            p.createRun()
                    .addPicture(
                            new ByteArrayInputStream(logo.bytes()),
                            type,
                            t.of("logo"),
                            Units.toEMU(logo.width() * scale),
                            Units.toEMU(logo.height() * scale))
                    .getCTPicture()
                    .getNvPicPr()
                    .getCNvPr()
                    .setDescr(t.of("logo"));
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    private void body() {
        if (!paper.summary().isEmpty()) {
            items("summary", paper.summary(), "ListBullet");
        }
        items("decisions", paper.decisions(), "ListNumber");
        actions();
        if (!paper.topics().isEmpty()) {
            text(paragraph("Heading1"), t.of("topics"));
            for (Paper.Section topic : paper.topics()) {
                XWPFParagraph title = paragraph("Heading2");
                text(title, topic.title());
                DocxText.marks(title, topic.marks(), " ");
                topic.lines().forEach(item -> item(item, "ListBullet"));
            }
        }
        if (!paper.questions().isEmpty()) {
            items("questions", paper.questions(), "ListBullet");
        }
        if (paper.next() != null) {
            text(paragraph("Heading1"), t.of("next"));
            item(paper.next(), "Normal");
        }
        quotes();
    }

    private void items(String label, List<Paper.Item> items, String style) {
        text(paragraph("Heading1"), t.of(label));
        if (items.isEmpty()) {
            text(paragraph("Small"), t.of("none"));
        }
        items.forEach(item -> item(item, style));
    }

    private void item(Paper.Item item, String style) {
        XWPFParagraph p = paragraph(style);
        text(p, item.text());
        flag(p, item.review());
        DocxText.marks(p, item.marks(), " ");
    }

    private void actions() {
        text(paragraph("Heading1"), t.of("actions"));
        if (paper.actions().isEmpty()) {
            text(paragraph("Small"), t.of("none"));
            return;
        }
        XWPFTable table = DocxText.table(document, "MinutesGrid", WIDTH - 5400, 1500, 2600, 1300);
        header(table, List.of("action", "owner", "due", "evidence"));
        for (Paper.Task task : paper.actions()) {
            List<XWPFTableCell> cells = DocxText.row(table, true);
            XWPFParagraph what = DocxText.cell(cells.get(0), "Cell");
            text(what, task.text());
            flag(what, task.review());
            text(DocxText.cell(cells.get(1), "Cell"), or(task.owner()));
            XWPFParagraph due = DocxText.cell(cells.get(2), "Cell");
            text(due, or(task.due()));
            if (!task.spoken().isEmpty()) {
                due.createRun().addBreak();
                DocxText.run(due, task.spoken(), "Note");
            }
            DocxText.marks(DocxText.cell(cells.get(3), "Cell"), task.marks(), "");
        }
        if (paper.review()) {
            text(paragraph("Small"), t.of("review-hint"));
        }
    }

    private void quotes() {
        if (paper.quotes().isEmpty()) {
            return;
        }
        text(paragraph("Heading1"), t.of("quotes"));
        XWPFTable table = paper.speakers()
                ? DocxText.table(document, "MinutesGrid", 1200, 1700, WIDTH - 2900)
                : DocxText.table(document, "MinutesGrid", 1200, WIDTH - 1200);
        header(table, paper.speakers() ? List.of("time", "speaker", "said") : List.of("time", "said"));
        for (Paper.Quote quote : paper.quotes()) {
            List<XWPFTableCell> cells = DocxText.row(table, true);
            XWPFParagraph time = DocxText.cell(cells.get(0), "Cell");
            CTBookmark mark = time.getCTP().addNewBookmarkStart();
            mark.setName(quote.anchor());
            mark.setId(BigInteger.valueOf(bookmarks));
            DocxText.run(time, quote.time(), "Note");
            time.getCTP().addNewBookmarkEnd().setId(BigInteger.valueOf(bookmarks++));
            if (paper.speakers()) {
                text(DocxText.cell(cells.get(1), "Cell"), quote.speaker());
            }
            text(DocxText.cell(cells.get(cells.size() - 1), "Cell"), quote.text());
        }
    }

    private void header(XWPFTable table, List<String> labels) {
        List<XWPFTableCell> cells = DocxText.row(table, false);
        for (int i = 0; i < labels.size(); i++) {
            text(DocxText.cell(cells.get(i), "CellHead"), t.of(labels.get(i)));
        }
        table.getRow(0).setRepeatHeader(true);
    }

    private void flag(XWPFParagraph p, boolean review) {
        if (review) {
            text(p, " ");
            DocxText.run(p, t.of("review"), "Review");
        }
    }

    private String or(String text) {
        return text.isEmpty() ? t.of("nobody") : text;
    }

    private XWPFParagraph paragraph(String style) {
        return DocxText.style(document.createParagraph(), style);
    }

    private static void text(XWPFParagraph p, String text) {
        p.createRun().setText(text);
    }
}
