package dev.signalbox.connector.remotemcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of texts of strangers what a person does not see but a model reads. Joiners stay: scripts and emoji need them. */
final class Visible {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]"
            + "|[\\u200B\\u200E\\u200F\\u2060-\\u2064\\uFEFF\\u202A-\\u202E\\u2066-\\u2069]"
            + "|[\\x{E0000}-\\x{E007F}]");

    private Visible() {}

    static String only(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    /** In every text of a plain JSON value, names included. */
    static @Nullable Object only(@Nullable Object value) {
        return switch (value) {
            case String text -> only(text);
            case Map<?, ?> map -> {
                var clean = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, member) -> clean.put(only(String.valueOf(name)), only(member)));
                yield clean;
            }
            case List<?> list -> list.stream().map(Visible::nullable).toList();
            case null, default -> value;
        };
    }

    // toList() of a stream takes nulls; the mapper only has to be allowed to return them
    private static @Nullable Object nullable(@Nullable Object value) {
        return only(value);
    }
}
