package dev.signalbox.console.shell;

import com.vaadin.flow.component.AbstractSinglePropertyField;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Synchronize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A text of JSON to edit, with line numbers, colours and lines that can be marked. */
@Tag("sb-json")
@JavaScript("context://console/editor.js")
public final class JsonEditor extends AbstractSinglePropertyField<JsonEditor, String> implements HasSize, HasStyle {

    private static final JsonMapper JSON = new JsonMapper();

    public JsonEditor(String label) {
        super("value", "", false);
        setSynchronizedEvent("sb-change");
        getElement().setAttribute("label", label);
    }

    @Override
    @Synchronize(property = "value", value = "sb-change")
    public String getValue() {
        return super.getValue();
    }

    /** Marks lines, counted from 1, with what is wrong there. */
    public void mark(Map<Integer, String> marks) {
        ObjectNode lines = JSON.createObjectNode();
        marks.forEach((line, message) -> lines.put(String.valueOf(line), message));
        getElement().executeJs("this.mark($0)", lines);
    }

    public void goTo(int line) {
        getElement().executeJs("this.goTo($0)", line);
    }
}
