package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is asked of the agent now. */
record GuidedStep(
        @Meaning("Give it back with the answer.") String id,
        String name,
        @Meaning("What to achieve.") @Nullable String goal,
        @Meaning("What helps with it.") @Nullable JsonNode context,

        @Meaning("The JSON Schema of the answer; absent when any will do.") @Nullable
        JsonNode expectedOutput,

        @Meaning("How to speak to people.") @Nullable String tone,

        @Meaning("Nothing further opens before the answer is there.")
        boolean gate,

        String status,
        @Nullable JsonNode answer,
        Instant openedAt,
        @Nullable Instant dueAt) {}
