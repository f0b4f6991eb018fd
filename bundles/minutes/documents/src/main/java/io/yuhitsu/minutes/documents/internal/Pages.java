package io.yuhitsu.minutes.documents.internal;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The templates of this bundle. They escape everything that they are given. */
final class Pages {
    private static final Configuration TEMPLATES = templates();

    private Pages() {}

    static void write(String template, Map<String, Object> model, Writer out) throws IOException {
        try {
            TEMPLATES.getTemplate(template).process(model, out);
        } catch (TemplateException e) {
            throw new IllegalStateException(template, e);
        }
    }

    private static Configuration templates() {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setTemplateLoader(new ClassTemplateLoader(Pages.class, ""));
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
        templates.setLocale(Locale.ROOT);
        templates.setLocalizedLookup(false);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setWrapUncheckedExceptions(true);
        return templates;
    }
}
