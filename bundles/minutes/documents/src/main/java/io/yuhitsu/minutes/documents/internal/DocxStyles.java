package io.yuhitsu.minutes.documents.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** The look of Word documents, from {@code styles.xml}, {@code numbering.xml} and {@code settings.xml}. */
final class DocxStyles {
    private DocxStyles() {}

    /** @param lang of the minutes, BCP 47 */
    static void apply(XWPFDocument document, String lang) throws IOException {
        boolean japanese = lang.startsWith("ja");
        String styles = resource("styles.xml")
                .replace("@latin@", japanese ? "Yu Gothic" : "Calibri")
                .replace("@asian@", "Yu Gothic")
                .replace("@lang@", japanese ? "ja-JP" : "en-US");
        try {
            document.createStyles()
                    .setStyles(StylesDocument.Factory.parse(styles).getStyles());
            document.createNumbering()
                    .setNumbering(NumberingDocument.Factory.parse(resource("numbering.xml"))
                            .getNumbering());
        } catch (XmlException e) {
            throw new IOException(e);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = DocxStyles.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
