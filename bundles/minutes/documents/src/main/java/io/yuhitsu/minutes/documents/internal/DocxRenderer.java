package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A Word document to edit and pass on: the minutes and the quotes that prove them, without the whole transcript. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=docx")
public final class DocxRenderer extends DocumentRenderer {
    private static final String TYPES = "[Content_Types].xml";

    private final Branding branding;

    @Activate
    public DocxRenderer(@Reference Branding branding) {
        super("docx", "minutes.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        this.branding = branding;
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // XML libraries look for their parts there.
        thread.setContextClassLoader(XWPFDocument.class.getClassLoader());
        try {
            ByteArrayOutputStream made = new ByteArrayOutputStream(1 << 16);
            LocalDate date = source.minutes().date();
            try (DocxPaper paper = new DocxPaper(PaperMaker.make(source), branding.logo(), date)) {
                paper.write(made);
            }
            repack(made.toByteArray(), date, out);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The package as it was made bears the hour and the order of a hash table; the same minutes must give the same bytes. */
    private static void repack(byte[] made, LocalDate date, OutputStream out) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>(
                Comparator.comparing((String name) -> !name.equals(TYPES)).thenComparing(name -> name));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(made))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        // The library's own are those of Word 2007, which makes Word open the document in its compatibility mode.
        parts.put("word/settings.xml", DocxStyles.resource("settings.xml").getBytes(StandardCharsets.UTF_8));
        // A zip file knows no time before 1980.
        LocalDateTime time = (date.getYear() < 1980 ? LocalDate.of(1980, 1, 1) : date).atStartOfDay();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(made.length);
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(time);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        packed.writeTo(out);
    }
}
