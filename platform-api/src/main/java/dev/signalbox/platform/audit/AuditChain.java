package dev.signalbox.platform.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The chain's rule, which anyone with an export can check offline: SHA-256 over the previous hash (hex, empty for the first
 * entry), a line feed, and the entry as text, one field a line.
 */
final class AuditChain {

    private AuditChain() {}

    static byte[] hash(String previousHex, long position, AuditEvent event) {
        String text = String.join(
                "\n",
                previousHex,
                Long.toString(position),
                event.eventId().toString(),
                event.at().truncatedTo(java.time.temporal.ChronoUnit.MICROS).toString(),
                String.valueOf(event.actor()),
                String.valueOf(event.tokenId()),
                event.action(),
                String.valueOf(event.target()),
                event.outcome().name(),
                canonical(event.details()));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Link next(Link previous, AuditEvent event) {
        long position = previous.position() + 1;
        return new Link(position, hex(hash(previous.hash(), position, event)));
    }

    /** One link for each entry, in their order. */
    static List<Link> after(Link end, List<AuditEvent> entries) {
        var links = new ArrayList<Link>(entries.size());
        Link previous = end;
        for (var entry : entries) {
            previous = next(previous, entry);
            links.add(previous);
        }
        return links;
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** Keys sorted at every level: jsonb keeps neither their order nor their spacing. */
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            var sorted = new TreeMap<String, String>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
            return sorted.entrySet().stream()
                    .map(field -> StringNode.valueOf(field.getKey()) + ":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return node.isArray()
                ? node.valueStream().map(AuditChain::canonical).collect(Collectors.joining(",", "[", "]"))
                : node.toString();
    }
}
