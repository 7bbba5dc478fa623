package dev.signalbox.platform.outbound;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The operator's exceptions: hosts that may be called although their addresses are internal. */
record InternalHosts(Set<String> entries) {

    static InternalHosts of(List<String> entries) {
        return new InternalHosts(entries.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** @param host as in an address: an IPv6 literal stands in brackets */
    boolean contain(String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        return entries.contains(name) || entries.contains(name + ":" + port);
    }
}
