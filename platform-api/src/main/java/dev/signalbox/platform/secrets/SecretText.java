package dev.signalbox.platform.secrets;

import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a writer says about a secret beside its value. */
record SecretText(String name, @Nullable String description, List<String> hosts, List<UUID> instances) {

    /** What a template can name: {@code {{vault.NAME}}}. */
    static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,79}";

    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    /** @throws ApiException INVALID_ARGUMENT when one is no host */
    SecretText {
        hosts = hosts.stream()
                .map(host -> checked(host.strip().toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
        instances = instances.stream().distinct().toList();
    }

    private static String checked(String host) {
        if (host.length() > 260 || !HOST.matcher(host).matches()) {
            throw ApiException.invalid("hosts", "are names with or without a port, such as api.example.com:8443");
        }
        return host;
    }
}
