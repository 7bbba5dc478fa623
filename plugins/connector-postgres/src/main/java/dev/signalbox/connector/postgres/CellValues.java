package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From PostgreSQL's text of a value to a plain one: a number where a number holds it exactly, otherwise text. */
record CellValues(ConnectorJson json) {

    private static final String ARRAY = "_";

    @Nullable
    Object value(String type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        // Of an array of arrays the name is the same, since it is one type to PostgreSQL.
        if (type.startsWith(ARRAY) && text.startsWith("{")) {
            return elements(type.substring(ARRAY.length()), ArrayText.read(text));
        }
        return switch (type) {
            case "bool" -> text.equals("t") || text.equals("true");
            case "int2", "int4", "int8", "serial", "bigserial", "smallserial", "oid" -> Long.valueOf(text);
            case "float4", "float8" -> floating(text);
            case "numeric" -> exact(text);
            case "json", "jsonb" -> parsed(text);
            case "bytea" -> base64(text);
            case "timestamp" -> text.replace(' ', 'T');
            case "timestamptz" -> text.replace(' ', 'T').replaceFirst("\\+00$", "Z");
            default -> text;
        };
    }

    private List<@Nullable Object> elements(String type, List<?> read) {
        var elements = new ArrayList<@Nullable Object>();
        for (var element : read) {
            elements.add(element instanceof List<?> inner ? elements(type, inner) : value(type, (String) element));
        }
        return elements;
    }

    /** JSON knows no infinity and nothing that is not a number. */
    private static Object floating(String text) {
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? (Object) number : text;
    }

    private static Object exact(String text) {
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            return text;
        }
        var number = new BigDecimal(text);
        if (number.scale() <= 0) {
            return number.precision() <= 18 ? (Object) number.longValueExact() : number.toBigIntegerExact();
        }
        double near = number.doubleValue();
        return Double.isFinite(near) && BigDecimal.valueOf(near).compareTo(number) == 0 ? (Object) near : text;
    }

    private @Nullable Object parsed(String text) {
        try {
            return json.read(text);
        } catch (IllegalArgumentException e) {
            // A json column keeps names that stand twice; as text nothing of it is lost.
            return text;
        }
    }

    private static String base64(String text) {
        return text.startsWith("\\x")
                ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text, 2, text.length()))
                : text;
    }
}
