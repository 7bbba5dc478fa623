package dev.signalbox.platform.schemas;

import dev.signalbox.connector.Tool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The argument schemas of tools. Those of records are made once per class, and go when the class goes with its plugin; of those that
 * tools bring along, the ones that were used last are kept, since compiling one takes longer than most calls.
 */
public final class ToolShapes {

    private static final ClassValue<Shape> OF_RECORDS = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type.asSubclass(Record.class));
        }
    };

    private static final int MOST_TEXTS = 500;
    private static final int LONGEST_TEXT = 20_000;

    private static final Map<String, Shape> OF_TEXTS =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Shape> eldest) {
                    return size() > MOST_TEXTS;
                }
            });

    private ToolShapes() {}

    /** @throws IllegalArgumentException when the tool brings no schema that stands on its own */
    public static Shape of(Tool<?> tool) {
        return switch (tool) {
            case Tool.Typed<?> typed -> OF_RECORDS.get(typed.input());
            case Tool.Dynamic dynamic -> ofText(dynamic.inputSchema());
        };
    }

    private static Shape ofText(String schema) {
        var known = OF_TEXTS.get(schema);
        if (known != null) {
            return known;
        }
        var made = Shape.of(RecordJson.MAPPER.readTree(schema));
        if (schema.length() <= LONGEST_TEXT) {
            OF_TEXTS.put(schema, made);
        }
        return made;
    }
}
