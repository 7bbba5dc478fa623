package dev.signalbox.console.shell;

import com.vaadin.flow.component.html.Pre;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON to read, indented. */
public final class JsonText extends Pre {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public JsonText(@Nullable JsonNode value) {
        addClassName("sb-code");
        getElement().setAttribute("tabindex", "0");
        show(value);
    }

    public void show(@Nullable JsonNode value) {
        setText(pretty(value));
    }

    public static String pretty(@Nullable JsonNode value) {
        return value == null || value.isMissingNode() ? "" : JSON.writeValueAsString(value);
    }
}
