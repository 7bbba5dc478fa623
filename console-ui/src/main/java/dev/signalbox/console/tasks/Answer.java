package dev.signalbox.console.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a person decided, and why; context edits change what later steps see. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
        boolean approved,
        @Nullable String option,
        @Nullable String comment,
        @Nullable JsonNode contextEdits) {}
