package dev.signalbox.platform.database;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a record from a row, each component from the column of its name. Knows from the record's types what to ask the driver for:
 * asking for what it cannot give costs an exception for each value. Thread-safe.
 */
final class RecordMapper<T> implements Function<Readable, T> {

    private static final Set<Class<?>> NATIVE = Set.of(
            String.class,
            UUID.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            Instant.class,
            LocalDate.class,
            byte[].class);

    private final Constructor<T> constructor;
    private final Column[] columns;

    RecordMapper(Class<T> record, ConversionService conversions, JsonMapper json) {
        var components = record.getRecordComponents();
        constructor = canonical(record, components);
        columns = new Column[components.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] =
                    column(components[i], new TypeDescriptor(new MethodParameter(constructor, i)), conversions, json);
        }
    }

    private static <T> Constructor<T> canonical(Class<T> record, RecordComponent[] components) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var found = record.getDeclaredConstructor(types);
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("Not a record: " + record, e);
        }
    }

    private static Column column(
            RecordComponent component, TypeDescriptor target, ConversionService conversions, JsonMapper json) {
        String name = snakeCase(component.getName());
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(component.getType());
        if (component.getType().isPrimitive()) {
            return row -> Objects.requireNonNull(row.get(name, type), name);
        }
        if (NATIVE.contains(type)) {
            return row -> row.get(name, type);
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return row -> {
                Json value = row.get(name, Json.class);
                return value == null ? null : type.cast(json.readTree(value.asArray()));
            };
        }
        Class<?> asked = asked(type);
        return row -> {
            Object value = row.get(name, asked);
            return value == null ? null : conversions.convert(value, TypeDescriptor.forObject(value), target);
        };
    }

    /** A value of our own is kept as its one component; what is left, arrays for example, the driver knows by the column's type. */
    private static Class<?> asked(Class<?> type) {
        if (type.isEnum()) {
            return String.class;
        }
        if (type.isRecord() && type.getRecordComponents().length == 1) {
            Class<?> inner = type.getRecordComponents()[0].getType();
            return NATIVE.contains(inner) ? inner : Object.class;
        }
        return Object.class;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Override
    @SuppressWarnings("NullAway") // a component may be null, and says so itself
    public T apply(Readable row) {
        var values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].read(row);
        }
        return BeanUtils.instantiateClass(constructor, values);
    }

    /** Where a component's value comes from. */
    private interface Column {
        @Nullable
        Object read(Readable row);
    }
}
