package dev.signalbox.mcp.transport;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The client's trace, so that what a call causes here and at the platform is found with what caused it there. */
final class TraceParent {

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** Null when there is none, or none that can be carried: a trace is no reason to refuse a call. */
    static @Nullable String of(ObjectNode params) {
        String given = params.path("_meta").path("traceparent").asString("");
        return FORM.matcher(given).matches() ? given : null;
    }
}
