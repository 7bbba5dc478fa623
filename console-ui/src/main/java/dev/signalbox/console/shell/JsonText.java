package dev.signalbox.console.shell;

import com.vaadin.flow.component.html.Pre;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON to read, indented. */
public final class JsonText extends Pre {

    private static final JsonMapper JSON = new JsonMapper();
    private static final PrettyPrinter PRINTER = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
            .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));

    public JsonText(@Nullable JsonNode value) {
        addClassName("sb-code");
        getElement().setAttribute("tabindex", "0");
        show(value);
    }

    public void show(@Nullable JsonNode value) {
        setText(pretty(value));
    }

    public static String pretty(@Nullable JsonNode value) {
        return value == null || value.isMissingNode()
                ? ""
                : JSON.writer().with(PRINTER).writeValueAsString(value);
    }
}
