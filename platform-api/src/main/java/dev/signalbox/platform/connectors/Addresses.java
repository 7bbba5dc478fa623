package dev.signalbox.platform.connectors;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The hosts that settings lead to. A credential is kept for those of its time: whoever may change settings is not therefore let have
 * it sent to where they can read it.
 */
final class Addresses {

    private static final Set<String> HOSTS = Set.of("host", "hosts", "allowed_hosts");

    private Addresses() {}

    /** In lower case, with the port where one is named; of fields that hold hosts as they stand, and of every absolute address. */
    static SortedSet<String> in(JsonNode settings) {
        var found = new TreeSet<String>();
        collect("", settings, found);
        return found;
    }

    static SortedSet<String> in(Collection<ConfigProfile> profiles) {
        var found = new TreeSet<String>();
        profiles.forEach(profile -> collect("", profile.settings(), found));
        return found;
    }

    private static void collect(String name, JsonNode node, Collection<String> found) {
        if (node.isString()) {
            host(name, node.stringValue().toLowerCase(Locale.ROOT)).ifPresent(found::add);
        }
        node.properties().forEach(field -> collect(field.getKey(), field.getValue(), found));
        if (node.isArray()) {
            node.forEach(element -> collect(name, element, found));
        }
    }

    private static Optional<String> host(String name, String text) {
        if (HOSTS.contains(name)) {
            return Optional.of(text);
        }
        try {
            var address = URI.create(text);
            return Optional.ofNullable(address.getHost())
                    .map(host -> address.getPort() < 0 ? host : host + ":" + address.getPort());
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no address
        }
    }
}
