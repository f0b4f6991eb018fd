package io.yuhitsu.minutes.documents.internal;

import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblLook;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/** Paragraphs, runs and tables of a Word document, with the styles of {@link DocxStyles}. */
final class DocxText {
    private DocxText() {}

    static XWPFParagraph style(XWPFParagraph p, String style) {
        p.setStyle(style);
        return p;
    }

    static void run(XWPFParagraph p, String text, String style) {
        XWPFRun run = p.createRun();
        run.setStyle(style);
        run.setText(text);
    }

    /** Times that lead to the quote, where there is one. */
    static void marks(XWPFParagraph p, List<Paper.Mark> marks, String before) {
        String gap = before;
        for (Paper.Mark mark : marks) {
            if (!gap.isEmpty()) {
                run(p, gap, "Note");
            }
            gap = " ";
            if (mark.quoted()) {
                CTHyperlink link = p.getCTP().addNewHyperlink();
                link.setAnchor(mark.anchor());
                CTR run = link.addNewR();
                run.addNewRPr().addNewRStyle().setVal("Hyperlink");
                run.addNewT().setStringValue(mark.time());
            } else {
                run(p, mark.time(), "Note");
            }
        }
    }

    /** With fixed columns: otherwise every program lays it out in its own way. @param widths in twentieths of a point */
    static XWPFTable table(XWPFDocument document, String style, int... widths) {
        XWPFTable table = document.createTable(1, widths.length);
        CTTbl raw = table.getCTTbl();
        CTTblPr properties = raw.getTblPr();
        // What the library presets draws a grid of its own.
        properties.unsetTblBorders();
        table.setStyleID(style);
        CTTblLook look = properties.addNewTblLook();
        look.setFirstRow(true);
        look.setNoVBand(true);
        (properties.isSetTblLayout() ? properties.getTblLayout() : properties.addNewTblLayout())
                .setType(STTblLayoutType.FIXED);
        CTTblGrid grid = raw.getTblGrid() == null ? raw.addNewTblGrid() : raw.getTblGrid();
        int whole = 0;
        for (int i = 0; i < widths.length; i++) {
            (i < grid.sizeOfGridColArray() ? grid.getGridColArray(i) : grid.addNewGridCol())
                    .setW(BigInteger.valueOf(widths[i]));
            var cell = table.getRow(0).getCell(i).getCTTc();
            var width = (cell.isSetTcPr() ? cell.getTcPr() : cell.addNewTcPr());
            (width.isSetTcW() ? width.getTcW() : width.addNewTcW()).setW(BigInteger.valueOf(widths[i]));
            width.getTcW().setType(STTblWidth.DXA);
            whole += widths[i];
        }
        table.setWidth(whole);
        return table;
    }

    /** @param next false for the row that the table was made with */
    static List<XWPFTableCell> row(XWPFTable table, boolean next) {
        XWPFTableRow row = table.getRow(0);
        if (next) {
            row = table.createRow();
            for (int i = 0; i < row.getTableCells().size(); i++) {
                var width = table.getRow(0).getCell(i).getCTTc().getTcPr().getTcW();
                var cell = row.getCell(i).getCTTc();
                var properties = cell.isSetTcPr() ? cell.getTcPr() : cell.addNewTcPr();
                (properties.isSetTcW() ? properties.getTcW() : properties.addNewTcW()).set(width);
            }
        }
        row.setCantSplitRow(true);
        return row.getTableCells();
    }

    static XWPFParagraph cell(XWPFTableCell cell, String style) {
        return style(cell.getParagraphs().get(0), style);
    }
}
