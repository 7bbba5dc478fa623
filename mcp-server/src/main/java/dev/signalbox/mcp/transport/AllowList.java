package dev.signalbox.mcp.transport;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts or origins that may call. An entry that ends in {@code :*} allows any port, and no port. */
record AllowList(List<String> entries) {

    private static final String ANY_PORT = ":*";
    private static final Pattern PORT = Pattern.compile("(:\\d{1,5})?");

    boolean allows(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return entries.stream().anyMatch(entry -> matches(entry, lower));
    }

    private static boolean matches(String entry, String value) {
        if (!entry.endsWith(ANY_PORT)) {
            return value.equals(entry);
        }
        String base = entry.substring(0, entry.length() - ANY_PORT.length());
        return value.startsWith(base)
                && PORT.matcher(value.substring(base.length())).matches();
    }
}
