package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Template.Malformed;
import dev.signalbox.platform.engine.Template.Reference;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Where a step itself, and not its data, refers to secrets: {@code {{vault.NAME}}}. */
public final class SecretPlaces {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,79}");

    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("\\{\\{\\s*vault\\.(" + NAME + ")\\s*}}");

    private SecretPlaces() {}

    /** As JSON pointers; the same lead to the same texts when the other templates have been filled in. */
    public static Set<String> of(JsonNode written) {
        var places = new LinkedHashSet<String>();
        collect("", written, places);
        return places;
    }

    private static void collect(String place, JsonNode value, Set<String> places) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> collect(
                            place + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                            field.getValue(),
                            places));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(place + "/" + i, value.get(i), places);
            }
        } else if (value.isString() && refersToSecret(value.stringValue())) {
            places.add(place);
        }
    }

    private static boolean refersToSecret(String text) {
        try {
            return refersToSecret(Template.parse(text));
        } catch (Malformed _) {
            return false;
        }
    }

    static boolean refersToSecret(Template template) {
        return template.references().stream().anyMatch(SecretPlaces::isSecret);
    }

    /** Two pieces of data, each harmless, may together look like a reference that nobody wrote. */
    static boolean refersToTheSame(Template template, CharSequence filled) {
        var written = template.references().stream()
                .filter(SecretPlaces::isSecret)
                .map(reference -> reference.path().getLast())
                .toList();
        var found = LOOKS_LIKE_ONE
                .matcher(filled)
                .results()
                .map(one -> one.group(1))
                .toList();
        return found.equals(written);
    }

    static boolean isSecret(Reference reference) {
        return reference.root().equals("vault")
                && reference.path().size() == 2
                && NAME.matcher(reference.path().getLast()).matches();
    }
}
