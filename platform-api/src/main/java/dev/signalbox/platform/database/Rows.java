package dev.signalbox.platform.database;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a row becomes a record, by component name, with jsonb as {@link JsonNode} and enums in lower case. */
@Component
public final class Rows {

    private final JsonMapper json;
    private final DefaultConversionService conversions = new DefaultConversionService();
    private final Map<Class<?>, RecordMapper<?>> mappers = new ConcurrentHashMap<>();

    Rows(JsonMapper json) {
        this.json = json;
        conversions.addConverterFactory(new LowerCaseEnums());
    }

    @SuppressWarnings("unchecked")
    public <T> Function<Readable, T> to(Class<T> record) {
        return (RecordMapper<T>) mappers.computeIfAbsent(record, type -> new RecordMapper<>(type, conversions, json));
    }

    /** A column that is never null. */
    public static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** What to bind to {@code :name::json}: unlike jsonb it keeps the order of keys. */
    public String json(Object value) {
        return json.writeValueAsString(value);
    }

    /** What to bind to a {@code jsonb} parameter. */
    public Json jsonb(Object value) {
        return Json.of(json.writeValueAsBytes(value));
    }

    /** What reads back what {@link #jsonb} wrote of it. */
    public JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    private static final class LowerCaseEnums implements ConverterFactory<String, Enum<?>> {

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
            return text -> (T) Enum.valueOf((Class) type, text.toUpperCase(Locale.ROOT));
        }
    }
}
