package dev.signalbox.console.workflows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A frozen state of a workflow; runs go by these. */
public record WorkflowVersion(
        int version,
        @Nullable JsonNode graph,
        @Nullable String notes,
        @Nullable Instant publishedAt) {}
