package dev.signalbox.connector.remotemcp;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, by whom and until when.
 *
 * @param headers what proves the caller, and what mirrors arguments
 */
record Question(
        String method,
        Map<String, ? extends @Nullable Object> params,
        Map<String, String> headers,
        Duration patience,
        Hearing hearing) {

    /** The thing the method is about, for the methods that are about one. */
    @Nullable
    String named() {
        return method.equals("tools/call") && params.get("name") instanceof String name ? name : null;
    }
}
