package dev.signalbox.platform.audit;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Checks an export by nothing but the rules of docs/audit.md. It uses no class of the platform, so that a rule which only our code
 * knows is noticed.
 *
 * @param entries the oldest first
 */
record ExportedChain(List<JsonNode> entries, List<JsonNode> heads, List<JsonNode> keys) {

    /** What is wrong, one sentence each; empty for a chain that is good. */
    List<String> complaints() throws GeneralSecurityException {
        var complaints = new ArrayList<String>();
        String previous = "";
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            if (entry.path("position").asLong() != i + 1
                    || !hash(previous, entry).equals(entry.path("hash").asString())) {
                complaints.add("The chain breaks at " + (i + 1));
                return complaints;
            }
            previous = entry.path("hash").asString();
        }
        for (JsonNode head : heads) {
            complaints.addAll(against(head));
        }
        return complaints;
    }

    private List<String> against(JsonNode head) throws GeneralSecurityException {
        int position = head.path("position").asInt();
        if (!signed(head)) {
            return List.of("The head at %d is not signed by a known key".formatted(position));
        }
        if (position > entries.size()) {
            return List.of("The chain was cut before " + position);
        }
        return entries.get(position - 1).path("hash").equals(head.path("hash"))
                ? List.of()
                : List.of("The chain was written anew before " + position);
    }

    private boolean signed(JsonNode head) throws GeneralSecurityException {
        byte[] text = Stream.of("tenant_id", "position", "hash", "at")
                .map(field -> head.path(field).asString())
                .collect(joining("\n", "signalbox-audit-head-1\n", ""))
                .getBytes(StandardCharsets.UTF_8);
        for (JsonNode key : keys) {
            byte[] der = Base64.getDecoder().decode(key.path("public_key").asString());
            if (sha256(der).startsWith(head.path("key_id").asString())) {
                var check = Signature.getInstance("Ed25519");
                check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
                check.update(text);
                return check.verify(
                        Base64.getDecoder().decode(head.path("signature").asString()));
            }
        }
        return false;
    }

    static String hash(String previous, JsonNode entry) throws GeneralSecurityException {
        String text = Stream.of("position", "event_id", "at", "actor", "token_id", "action", "target", "outcome")
                .map(field -> entry.path(field).asString("null"))
                .collect(joining("\n", previous + "\n", "\n" + canonical(entry.path("details"))));
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(JsonNode value) {
        if (value.isObject()) {
            return value.propertyNames().stream()
                    .sorted()
                    .map(name -> quoted(name) + ":" + canonical(value.path(name)))
                    .collect(joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(ExportedChain::canonical)
                    .collect(joining(",", "[", "]"));
        }
        return value.isString() ? quoted(value.asString()) : value.asString("null");
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(ExportedChain::escaped).collect(joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> character < ' ' ? "\\u%04X".formatted(character) : String.valueOf((char) character);
        };
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
