package dev.signalbox.platform.runs;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the document says of a command's parameters, those of all commands together; {@link StartParams}, {@link RetryParams} and
 * the controller read them.
 */
@Schema(
        additionalProperties = AdditionalPropertiesValue.TRUE,
        description =
                "start: all but those of the other commands, and members of any other name, which lie below the input. "
                        + "pause, resume: run_id. stop: run_id, mode, drain_timeout_s. "
                        + "retry: run_id, version, from_step, results, rerun_unknown, new_run_id.")
record CommandParams(
        @Schema(
                description = "Of start, chosen by the client: the same one sent again starts nothing. "
                        + "Of the other commands, the run that is meant.")
        @Nullable
        UUID runId,

        @Schema(description = "The input.") @Nullable ObjectNode triggerPayload,
        @Nullable List<String> triggerSteps,
        @Nullable List<String> excludedStepIds,

        @Schema(description = "Of a published version; absent, the latest one or that of the run.", minimum = "1")
        @Nullable
        Integer version,

        @Schema(minLength = 1, maxLength = 200) @Nullable String externalId,

        @Schema(allowableValues = {"immediate", "graceful"}) @Nullable
        String mode,

        @Schema(minimum = "1", maximum = "3600", defaultValue = "300") @Nullable
        Integer drainTimeoutS,

        @Schema(description = "Absent: whatever did not finish.", minLength = 1, maxLength = 64) @Nullable
        String fromStep,

        @Schema(description = "By step, of which the caller knows what came of it.") @Nullable
        Map<String, ObjectNode> results,

        @Schema(description = "Whether to run again what nobody knows the outcome of.") @Nullable
        Boolean rerunUnknown,

        @Schema(description = "Chosen by the client: the same one sent again starts nothing.") @Nullable
        UUID newRunId) {}
