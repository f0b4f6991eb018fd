package io.yuhitsu.minutes.documents.internal;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A tagged PDF for the board: the minutes and the quotes that prove them, without the whole transcript, which belongs on a screen and
 * would need the memory of hundreds of pages.
 */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=pdf")
public final class PdfRenderer extends DocumentRenderer {
    static {
        // It reports texts that it lays out; those must not come into a log.
        XRLog.setLoggingEnabled(false);
    }

    /** Each takes about 50 MB of heap while it is made, nearly all of it fonts. */
    private static final Semaphore ROOM = new Semaphore(2, true);

    private final Branding branding;

    @Activate
    public PdfRenderer(@Reference Branding branding) {
        super("pdf", "minutes.pdf", "application/pdf");
        this.branding = branding;
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // XML libraries look for their parts there.
        thread.setContextClassLoader(PdfRendererBuilder.class.getClassLoader());
        ROOM.acquireUninterruptibly();
        try {
            Document page = page(source);
            PrintText text = new PrintText();
            text.prepare(page);
            if (!text.missing()) {
                remove(page, "missing");
            }
            write(page, text.characters(), source.minutes(), out);
        } finally {
            ROOM.release();
            thread.setContextClassLoader(before);
        }
    }

    private Document page(Source source) throws IOException {
        StringWriter html = new StringWriter();
        String logo = branding.logo().map(Branding.Logo::dataUri).orElse("");
        Pages.write("minutes.pdf.ftlh", Map.of("paper", PaperMaker.make(source), "logo", logo), html);
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html.toString())));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("the template gives no XML", e);
        }
    }

    private static void write(Document page, BitSet characters, Minutes minutes, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            try (PdfFonts fonts = new PdfFonts(document, builder, characters)) {
                style(
                        page,
                        fonts.families().stream()
                                .map(f -> "'" + f + "'")
                                .collect(Collectors.joining(", ", "body, h1, h2, h3 { font-family: ", "; }")));
                builder.usePDDocument(document)
                        .withW3cDocument(page, null)
                        .usePdfUaAccessibility(true)
                        .useUnicodeLineBreaker(new LineEnds())
                        .useReplacementText("〓")
                        .useUriResolver((base, uri) -> uri.startsWith("data:") || uri.startsWith("#") ? uri : null)
                        .withProducer("Yuhitsu");
                try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                    renderer.createPDFWithoutClosing();
                    stamp(document, minutes);
                    // The document writes to and fro in its own buffers and closes what it is given.
                    ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 17);
                    document.save(pdf);
                    pdf.writeTo(out);
                }
            }
        }
    }

    /** Nothing of the hour in which it was made: the same minutes give the same bytes. */
    private static void stamp(PDDocument document, Minutes minutes) {
        Calendar day = GregorianCalendar.from(minutes.date().atStartOfDay(ZoneId.of("UTC")));
        day.setTimeZone(TimeZone.getTimeZone("UTC"));
        PDDocumentInformation about = document.getDocumentInformation();
        about.setCreationDate(day);
        about.setModificationDate(day);
        about.setCreator("Yuhitsu");
        document.setDocumentId((long) (minutes.job().value() + "/" + minutes.version()).hashCode());
    }

    private static void style(Document page, String css) {
        Element style = page.createElement("style");
        style.setTextContent(css);
        page.getElementsByTagName("head").item(0).appendChild(style);
    }

    private static void remove(Document page, String cssClass) {
        NodeList paragraphs = page.getElementsByTagName("p");
        for (int i = paragraphs.getLength() - 1; i >= 0; i--) {
            Element p = (Element) paragraphs.item(i);
            if (p.getAttribute("class").toLowerCase(Locale.ROOT).equals(cssClass)) {
                p.getParentNode().removeChild(p);
            }
        }
    }
}
