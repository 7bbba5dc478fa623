package dev.signalbox.local;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The settings of one process, written as its configuration keys and handed over as environment variables. */
final class Environment {

    private final Map<String, String> settings = new LinkedHashMap<>();

    Environment set(String key, Object value) {
        settings.put(variable(key), value.toString());
        return this;
    }

    /** The variable that Spring Boot reads a key from. */
    static String variable(String key) {
        return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** What a person has set for the launcher must not reach a process by accident. */
    void replaceIn(Map<String, String> inherited) {
        inherited.keySet().removeIf(name -> name.matches("(SIGNALBOX|SPRING|SERVER|MANAGEMENT|LOGGING)_.*"));
        inherited.putAll(settings);
    }
}
