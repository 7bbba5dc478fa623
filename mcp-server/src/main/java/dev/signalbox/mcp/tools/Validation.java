package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a check of a graph found. */
record Validation(boolean valid, List<String> checksPerformed, List<Issue> issues) {

    record Issue(
            @Meaning("error or warning") String severity,
            String code,
            @Nullable String stepId,
            @Nullable String path,
            String message,
            @Nullable String hint) {}
}
