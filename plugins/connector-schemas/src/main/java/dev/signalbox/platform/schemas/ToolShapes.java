package dev.signalbox.platform.schemas;

import dev.signalbox.connector.Tool;

/** The argument schemas of tools. Those of records are made once per class, and go when the class goes with its plugin. */
public final class ToolShapes {

    private static final ClassValue<Shape> OF_RECORDS = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type.asSubclass(Record.class));
        }
    };

    private ToolShapes() {}

    /** @throws IllegalArgumentException when the tool brings no schema that stands on its own */
    public static Shape of(Tool<?> tool) {
        return switch (tool) {
            case Tool.Typed<?> typed -> OF_RECORDS.get(typed.input());
            case Tool.Dynamic dynamic -> Shape.of(RecordJson.MAPPER.readTree(dynamic.inputSchema()));
        };
    }
}
