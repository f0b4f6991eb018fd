package io.yuhitsu.api.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/**
 * The texts of one package, from {@code texts_ja.properties} and {@code texts_en.properties} (UTF-8) beside a class of that package.
 * Patterns are those of {@link MessageFormat}: a single quote is written twice.
 */
public final class Texts {
    private final Properties ja;
    private final Properties en;

    private Texts(Properties ja, Properties en) {
        this.ja = ja;
        this.en = en;
    }

    /** @throws IllegalStateException when a file is missing or the two do not hold the same keys */
    public static Texts beside(Class<?> anchor) {
        Texts texts = new Texts(load(anchor, "texts_ja.properties"), load(anchor, "texts_en.properties"));
        if (!texts.ja.keySet().equals(texts.en.keySet())) {
            throw new IllegalStateException(
                    "texts_ja and texts_en beside " + anchor.getName() + " differ in their keys");
        }
        return texts;
    }

    public Message message(String code, Object... args) {
        return new Message(code, format(ja, Locale.JAPANESE, code, args), format(en, Locale.ENGLISH, code, args));
    }

    public String text(Locale locale, String code, Object... args) {
        return message(code, args).in(locale);
    }

    private static String format(Properties texts, Locale locale, String code, Object... args) {
        String pattern = texts.getProperty(code);
        if (pattern == null) {
            throw new IllegalArgumentException("no text for " + code);
        }
        return new MessageFormat(pattern, locale).format(args);
    }

    private static Properties load(Class<?> anchor, String name) {
        Properties texts = new Properties();
        try (InputStream in = anchor.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + anchor.getName());
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
