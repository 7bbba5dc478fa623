package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolDefinition.Risk;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a server says of a tool and that a person or a model goes by.
 *
 * @param remoteName as the server calls it
 * @param facts plain JSON: title, description, input_schema, output_schema, annotations; only those it gave
 */
record Definition(String remoteName, Map<String, @Nullable Object> facts) {

    static final String SCHEMA = "input_schema";
    static final String ANNOTATIONS = "annotations";

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_DESCRIPTION = 4_000;

    /** As it is kept in a document. */
    Map<String, @Nullable Object> kept() {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        kept.put("remote_name", remoteName);
        kept.put("facts", facts);
        return kept;
    }

    static Definition of(Said kept) {
        return new Definition(
                kept.text("remote_name").orElse(""), kept.object("facts").fields());
    }

    /** The same for two definitions exactly when they say the same, in whatever order. */
    String hash(ConnectorJson json) {
        try {
            var text = json.write(ordered(kept()));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static @Nullable Object ordered(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, @Nullable Object>();
                map.forEach((name, member) -> sorted.put(String.valueOf(name), ordered(member)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(Definition::ordered).toList();
            case null, default -> value;
        };
    }

    String schema(ConnectorJson json) {
        return json.write(facts.get(SCHEMA));
    }

    /** @param trusted whether the server's word is taken when it says that a tool is harmless */
    ToolDefinition tool(String name, boolean trusted) {
        var said = new Said(facts);
        var title = shortened(said.text("title").orElse(remoteName), LONGEST_TITLE);
        var description = shortened(said.text("description").orElse(title), LONGEST_DESCRIPTION);
        var hints = said.object(ANNOTATIONS);
        var risk = risk(hints, trusted);
        var idempotent =
                risk == Risk.READ || (trusted && hints.flag("idempotentHint").orElse(false));
        return new ToolDefinition(name, title, description, risk, idempotent, true);
    }

    /**
     * Says the server nothing, or two things at once, the worse is taken. A stranger's word makes a tool no less than a writing
     * one: reading tools are repeated at will and open to those who may only look.
     */
    private static Risk risk(Said hints, boolean trusted) {
        boolean destructive =
                hints.flag("destructiveHint").orElse(!hints.flag("readOnlyHint").orElse(false));
        if (destructive) {
            return Risk.DESTRUCTIVE;
        }
        return trusted && hints.flag("readOnlyHint").orElse(false) ? Risk.READ : Risk.WRITE;
    }

    private static String shortened(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }
}
