package dev.signalbox.platform.outbound;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The operator's exceptions: hosts that may be called although their addresses are internal. */
record InternalHosts(Set<String> authorities) {

    static InternalHosts of(List<String> entries) {
        var authorities = new HashSet<String>();
        for (var entry : entries) {
            var host = entry.strip().toLowerCase(Locale.ROOT);
            if (host.matches(".*[^:\\]]:\\d{1,5}|\\[.*]:\\d{1,5}")) {
                authorities.add(host);
            } else if (!host.isEmpty()) {
                authorities.add(host + ":80");
                authorities.add(host + ":443");
            }
        }
        return new InternalHosts(Set.copyOf(authorities));
    }

    /** @param host as in an address: an IPv6 literal stands in brackets */
    boolean contain(String host, int port) {
        return authorities.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
    }
}
