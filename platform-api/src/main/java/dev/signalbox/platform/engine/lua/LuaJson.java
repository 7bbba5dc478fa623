package dev.signalbox.platform.engine.lua;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between JSON and the tables of one script. A table with positions 1 to n only is a list; an empty one is an object, unless it
 * came in as a list or was made by {@code array}. A whole number beyond 2^53 comes in as text, since a Lua number would change
 * it silently; null is nil.
 */
final class LuaJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;
    private static final int MOST_HOLES = 16;
    private static final long LONGEST = 1 << 20;

    private final LuaTable list = new LuaTable();
    private long written;

    LuaValue in(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> object(value);
            case ARRAY -> array(value);
            case STRING -> Texts.of(value.stringValue());
            case NUMBER -> number(value);
            case BOOLEAN -> LuaValue.valueOf(value.booleanValue());
            case NULL, MISSING, BINARY, POJO -> LuaValue.NIL;
        };
    }

    LuaTable asList(LuaTable table) {
        table.setmetatable(list);
        return table;
    }

    private LuaTable object(JsonNode value) {
        var table = new LuaTable(0, value.size());
        value.properties().forEach(field -> table.rawset(Texts.of(field.getKey()), in(field.getValue())));
        return table;
    }

    private LuaTable array(JsonNode value) {
        var table = new LuaTable(value.size(), 0);
        for (int i = 0; i < value.size(); i++) {
            table.rawset(i + 1, in(value.get(i)));
        }
        return asList(table);
    }

    private static LuaValue number(JsonNode value) {
        boolean exact = !value.isIntegralNumber()
                || value.bigIntegerValue().abs().compareTo(BigInteger.valueOf((long) Numbers.MOST_EXACT)) <= 0;
        return exact ? LuaValue.valueOf(value.doubleValue()) : Texts.of(value.asString());
    }

    JsonNode out(LuaValue value) {
        return out(value, 0);
    }

    private JsonNode out(LuaValue value, int depth) {
        Budget.current().tick();
        if (depth > DEEPEST) {
            throw new LuaError("the result is nested more than %d deep, or contains itself".formatted(DEEPEST));
        }
        return switch (value.type()) {
            case LuaValue.TTABLE -> table((LuaTable) value, depth + 1);
            case LuaValue.TSTRING -> JSON.stringNode(text(value.strvalue()));
            case LuaValue.TNUMBER -> number(value.todouble());
            case LuaValue.TBOOLEAN -> JSON.booleanNode(value.toboolean());
            case LuaValue.TNIL -> JSON.nullNode();
            default ->
                throw new LuaError("the result contains a %s, which JSON cannot say".formatted(value.typename()));
        };
    }

    private JsonNode table(LuaTable table, int depth) {
        List<LuaValue> keys = BaseFunctions.keys(table);
        boolean marked = Objects.equals(table.getmetatable(), list);
        if (keys.isEmpty()) {
            return marked ? JSON.arrayNode() : JSON.objectNode();
        }
        LuaValue last = keys.getLast();
        boolean positions = last.isinttype()
                && keys.getFirst().isinttype()
                && keys.getFirst().toint() >= 1;
        return positions && last.toint() <= keys.size() + (marked ? MOST_HOLES : 0)
                ? items(table, last.toint(), depth)
                : fields(table, keys, depth);
    }

    private ArrayNode items(LuaTable table, int size, int depth) {
        ArrayNode items = JSON.arrayNode(size);
        for (int i = 1; i <= size; i++) {
            written(2);
            items.add(out(table.rawget(i), depth));
        }
        return items;
    }

    private ObjectNode fields(LuaTable table, List<LuaValue> keys, int depth) {
        ObjectNode fields = JSON.objectNode();
        for (LuaValue key : keys) {
            fields.set(text(Texts.shown(key)), out(table.rawget(key), depth));
        }
        return fields;
    }

    private static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new LuaError(
                    "the result contains a number that JSON cannot say: " + Numbers.general(value, 1, false));
        }
        if (!Numbers.isWhole(value)) {
            return JSON.numberNode(value);
        }
        return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode((long) value);
    }

    private String text(LuaString text) {
        written(text.m_length + 4L);
        return Texts.of(text);
    }

    /** One table may stand in many places, and thirty doublings of it would be a billion. */
    private void written(long bytes) {
        written += bytes;
        if (written > LONGEST) {
            throw new LuaError("the result is larger than 1 MiB");
        }
    }
}
