package dev.signalbox.console.connectors;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A form made of the schema of a connector's settings: a field for each property, by its type. */
final class SettingsForm extends FormLayout {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode schema;
    private final Map<String, AbstractField<?, ?>> fields = new LinkedHashMap<>();

    SettingsForm(JsonNode schema, ObjectNode settings) {
        this.schema = schema;
        setResponsiveSteps(new ResponsiveStep("0", 1)); // addresses and lists want the width
        for (var property : schema.path("properties").properties()) {
            AbstractField<?, ?> field =
                    field(property.getValue(), settings.path(property.getKey()), isRequired(property.getKey()));
            label(
                    field,
                    words(property.getKey()),
                    property.getValue().path("description").asString(""));
            fields.put(property.getKey(), field);
            add(field);
        }
    }

    /** What was filled in; what was left empty follows the connector's defaults. */
    ObjectNode settings() {
        ObjectNode settings = NODES.objectNode();
        fields.forEach((name, field) -> {
            JsonNode value = value(schema.path("properties").path(name), field);
            if (!value.isMissingNode()) {
                settings.set(name, value);
            }
        });
        return settings;
    }

    private boolean isRequired(String name) {
        return schema.path("required").valueStream().anyMatch(each -> each.asString()
                .equals(name));
    }

    private static AbstractField<?, ?> field(JsonNode property, JsonNode given, boolean required) {
        JsonNode value = given.isMissingNode() ? property.path("default") : given;
        return switch (type(property)) {
            case "boolean" -> new Checkbox("", value.asBoolean(false));
            case "integer", "number" -> {
                var number = new NumberField();
                number.setRequiredIndicatorVisible(required);
                if (value.isNumber()) {
                    number.setValue(value.doubleValue());
                }
                yield number;
            }
            case "choice" -> {
                var choice = new Select<String>();
                choice.setItems(property.path("enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
                if (value.isString()) {
                    choice.setValue(value.asString());
                }
                choice.setRequiredIndicatorVisible(required);
                yield choice;
            }
            case "lines", "pairs", "json" -> {
                var area = new TextArea();
                area.setValue(text(type(property), value));
                area.setRequiredIndicatorVisible(required);
                yield area;
            }
            default -> {
                var text = new TextField();
                text.setValue(value.asString(""));
                text.setRequiredIndicatorVisible(required);
                yield text;
            }
        };
    }

    /** How a property is filled in. */
    private static String type(JsonNode property) {
        if (property.has("enum")) {
            return "choice";
        }
        String type = property.path("type").asString("json");
        return switch (type) {
            case "array" -> property.at("/items/type").asString("").equals("string") ? "lines" : "json";
            case "object" ->
                property.at("/additionalProperties/type").asString("").equals("string") ? "pairs" : "json";
            default -> type;
        };
    }

    private static String text(String type, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return switch (type) {
            case "lines" -> value.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"));
            case "pairs" ->
                value.properties().stream()
                        .map(pair -> pair.getKey() + ": " + pair.getValue().asString())
                        .collect(Collectors.joining("\n"));
            default -> JSON.writeValueAsString(value);
        };
    }

    private static JsonNode value(JsonNode property, AbstractField<?, ?> field) {
        return switch (field) {
            case Checkbox box -> NODES.booleanNode(box.getValue());
            case NumberField number
            when number.getValue() != null ->
                type(property).equals("integer")
                        ? NODES.numberNode(number.getValue().longValue())
                        : NODES.numberNode(number.getValue());
            case TextArea area when !area.getValue().isBlank() -> parsed(type(property), area.getValue());
            case TextField text
            when !text.getValue().isBlank() -> NODES.stringNode(text.getValue().strip());
            case Select<?> choice when choice.getValue() != null -> NODES.stringNode(String.valueOf(choice.getValue()));
            default -> NODES.missingNode();
        };
    }

    private static JsonNode parsed(String type, String text) {
        return switch (type) {
            case "lines" -> {
                ArrayNode lines = NODES.arrayNode();
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
                yield lines;
            }
            case "pairs" -> {
                ObjectNode pairs = NODES.objectNode();
                text.lines()
                        .map(line -> line.split(":", 2))
                        .forEach(pair -> pairs.put(pair[0].strip(), pair.length == 2 ? pair[1].strip() : ""));
                yield pairs;
            }
            default -> json(text);
        };
    }

    /** What is no JSON is sent as text: the platform says which field is at fault. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return NODES.stringNode(text);
        }
    }

    private static void label(AbstractField<?, ?> field, String label, String help) {
        if (field instanceof HasLabel labelled) {
            labelled.setLabel(label);
        }
        if (field instanceof HasHelper helped && !help.isEmpty()) {
            helped.setHelperText(help);
        }
    }

    private static String words(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
