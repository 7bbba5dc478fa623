package dev.signalbox.platform.connectors;

import dev.signalbox.platform.secrets.UsableSecret;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * References such as {@code {{vault.NAME}}} in the arguments of a call. Guarantee: only texts at the places that the step itself names
 * are looked at, so that nothing that came in as data is ever taken for a reference.
 *
 * @param places JSON pointers into the arguments
 */
record SecretReferences(Set<String> places) {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*vault\\.([A-Za-z][A-Za-z0-9_-]{0,79})\\s*}}");

    Set<String> names(JsonNode arguments) {
        return places.stream()
                .map(place -> arguments.at(JsonPointer.compile(place)).asString(""))
                .flatMap(text -> REFERENCE.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    JsonNode filled(JsonNode arguments, Collection<UsableSecret> secrets) {
        if (secrets.isEmpty()) {
            return arguments;
        }
        var values = secrets.stream().collect(Collectors.toMap(UsableSecret::name, Function.identity()));
        return filled("", arguments, values);
    }

    private JsonNode filled(String place, JsonNode value, Map<String, UsableSecret> secrets) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> filled.set(
                                field.getKey(),
                                filled(place + "/" + escaped(field.getKey()), field.getValue(), secrets)));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode(array.size());
                for (int i = 0; i < array.size(); i++) {
                    filled.add(filled(place + "/" + i, array.get(i), secrets));
                }
                yield filled;
            }
            default ->
                value.isString() && places.contains(place)
                        ? JsonNodeFactory.instance.stringNode(filled(value.stringValue(), secrets))
                        : value;
        };
    }

    private static String filled(String text, Map<String, UsableSecret> secrets) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            var secret = secrets.get(found.group(1));
            return Matcher.quoteReplacement(
                    secret == null ? found.group() : secret.value().reveal());
        });
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
