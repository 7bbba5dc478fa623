package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.ToolReview;
import dev.signalbox.connector.ToolReview.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A difference that nobody has agreed to.
 *
 * @param definition what agreeing would pin; what is pinned, when it is gone
 * @param seenAt null before it is kept
 */
record Waiting(
        String tool,
        Kind kind,
        String fingerprint,
        List<String> difference,
        Definition definition,
        @Nullable Instant seenAt) {

    static Waiting of(String tool, Document document) {
        var kept = new Said(document.content());
        return new Waiting(
                tool,
                Kind.valueOf(kept.text("kind").orElseThrow()),
                kept.text("fingerprint").orElseThrow(),
                kept.list("difference").stream().map(String::valueOf).toList(),
                Definition.of(kept.object("definition")),
                document.updatedAt());
    }

    Map<String, @Nullable Object> kept() {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        kept.put("kind", kind.name());
        kept.put("fingerprint", fingerprint);
        kept.put("difference", difference);
        kept.put("definition", definition.kept());
        return kept;
    }

    ToolReview review() {
        return new ToolReview(tool, kind, fingerprint, difference, seenAt == null ? Instant.EPOCH : seenAt);
    }

    /** Why the tool cannot be called meanwhile. */
    String refusal() {
        return kind == Kind.GONE
                ? "The server does not offer the tool " + definition.remoteName() + " any more."
                : "The server has changed what it says of the tool " + definition.remoteName()
                        + ". Somebody has to look at the difference and approve it before it can be called again.";
    }
}
