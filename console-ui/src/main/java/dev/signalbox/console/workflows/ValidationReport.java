package dev.signalbox.console.workflows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a dry run found. */
public record ValidationReport(boolean valid, @Nullable JsonNode checksPerformed, List<Issue> issues) {

    public record Issue(
            String severity,
            String code,
            @Nullable String stepId,
            @Nullable String path,
            String message,
            @Nullable String hint) {

        boolean error() {
            return severity.equalsIgnoreCase("error");
        }
    }

    long errors() {
        return issues.stream().filter(Issue::error).count();
    }
}
