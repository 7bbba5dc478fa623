package dev.signalbox.local;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings of one process, written as its configuration keys and handed over as environment variables. */
final class Environment {

    /** What nobody but the launcher says: addresses, secrets, profiles. */
    private static final Pattern OURS = Pattern.compile("(SIGNALBOX|SPRING|SERVER|MANAGEMENT)_.*");

    /** What a person may want to say about the processes. */
    private static final Pattern THEIRS = Pattern.compile(
            "SIGNALBOX_(LLM|CONNECTORS|PLUGINS|RUNS|MCP|TOOLCALLS|AUDIT|IDEMPOTENCY)_.*|SIGNALBOX_PUBLICURL");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> lists = new LinkedHashMap<>();

    Environment set(String key, Object value) {
        settings.put(variable(key), value.toString());
        return this;
    }

    /** Unless a person has said something else. */
    Environment suggest(String key, Object value) {
        defaults.put(variable(key), value.toString());
        return this;
    }

    /** Beside what a person has put into the list. */
    Environment include(String key, String value) {
        lists.put(variable(key), value);
        return this;
    }

    /** The variable that Spring Boot reads a key from. */
    static String variable(String key) {
        return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** What a person has set for the launcher must not reach a process by accident; what they set for the processes must. */
    void replaceIn(Map<String, String> inherited) {
        inherited
                .keySet()
                .removeIf(name ->
                        OURS.matcher(name).matches() && !THEIRS.matcher(name).matches());
        inherited.putAll(settings);
        defaults.forEach(inherited::putIfAbsent);
        lists.forEach((name, value) -> inherited.merge(name, value, (given, ours) -> ours + "," + given));
    }
}
