package io.yuhitsu.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;

/** One mapper for all forms: ISO 8601 times, BCP 47 languages, plain strings for identifiers. */
final class Mapping {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(values())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    static {
        // A transcript of many hours has more text than Jackson's default for documents from strangers.
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(5_000_000)
                        .maxNestingDepth(50)
                        .build());
    }

    private Mapping() {}

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("yuhitsu-values");
        text(module, Instant.class, Instant::parse);
        text(module, LocalDate.class, LocalDate::parse);
        text(module, Duration.class, Duration::parse);
        module.addSerializer(ZoneId.class, new ToStringSerializer(ZoneId.class));
        module.addDeserializer(ZoneId.class, new FromText<>(ZoneId.class, ZoneId::of));
        module.addSerializer(Locale.class, new LanguageTag());
        module.addDeserializer(Locale.class, new FromText<>(Locale.class, Locale::forLanguageTag));
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parser) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addDeserializer(type, new FromText<>(type, parser));
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> parser;

        FromText(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        protected T _deserialize(String value, com.fasterxml.jackson.databind.DeserializationContext context) {
            return parser.apply(value);
        }
    }

    private static final class LanguageTag extends com.fasterxml.jackson.databind.ser.std.StdSerializer<Locale> {
        private static final long serialVersionUID = 1L;

        LanguageTag() {
            super(Locale.class);
        }

        @Override
        public void serialize(
                Locale value, JsonGenerator out, com.fasterxml.jackson.databind.SerializerProvider provider)
                throws java.io.IOException {
            out.writeString(value.toLanguageTag());
        }
    }
}
