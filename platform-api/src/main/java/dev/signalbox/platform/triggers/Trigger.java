package dev.signalbox.platform.triggers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.workflows.Workflow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A standing order to start a workflow by the clock.
 *
 * @param version of the workflow; null for the latest one at each fire
 * @param revision rises with each change by a person; it is the ETag
 * @param owner whom its runs act for: who saved it last
 * @param ownerToken the token they saved it with: its limits are the trigger's, and its end too
 * @param nextFireAt null while it is paused, and when it fires no more
 * @param queuedFireAt the fire that waits for the previous run to end
 * @param failures fires in a row that could not start a run
 * @param lastError why the last one could not; null when it could
 */
public record Trigger(
        Id id,
        ProjectId projectId,
        Workflow.Id workflowId,
        String name,
        String cron,
        String timeZone,
        @Nullable Integer version,
        JsonNode triggerPayload,
        CatchUp catchUp,
        int catchUpLimit,
        Overlap overlap,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        boolean enabled,
        long revision,
        UserId owner,
        @JsonIgnore @Nullable UUID ownerToken,
        @Nullable Instant nextFireAt,
        @Nullable Instant queuedFireAt,
        @Nullable Instant lastFireAt,
        @Nullable RunId lastRunId,
        int failures,
        @Nullable JsonNode lastError,
        Instant createdAt,
        Instant updatedAt) {

    @JsonProperty
    public Status status() {
        if (!enabled) {
            return Status.PAUSED;
        }
        if (lastError != null) {
            return Status.FAILING;
        }
        return nextFireAt == null ? Status.FINISHED : Status.ACTIVE;
    }

    TriggerSettings settings() {
        return new TriggerSettings(
                name,
                cron,
                timeZone,
                version,
                (ObjectNode) triggerPayload,
                catchUp,
                catchUpLimit,
                overlap,
                startsAt,
                endsAt,
                enabled);
    }

    Schedule schedule() {
        return settings().schedule();
    }

    /** How many missed fires are started now. */
    int catchesUp(boolean nothingIsPunctual) {
        return switch (catchUp) {
            case SKIP -> 0;
            case LAST -> nothingIsPunctual ? 1 : 0;
            case ALL -> catchUpLimit;
        };
    }

    /** Follows from trigger and moment, so that a fire is one run however often it is tried. */
    RunId runOf(Instant fire) {
        return new RunId(UUID.nameUUIDFromBytes((id + " " + fire).getBytes(StandardCharsets.UTF_8)));
    }

    public record Id(@JsonValue UUID value) {

        /** @throws IllegalArgumentException when the text is no UUID */
        @JsonCreator
        public static Id of(String text) {
            return new Id(UUID.fromString(text));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** What becomes of fires that nobody started in time. */
    public enum CatchUp {
        /** They are given up. */
        SKIP,
        /** The last of them is started, unless a later one is just due. */
        LAST,
        /** All are started, the last ones when there are too many. */
        ALL;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a fire while the previous run of the trigger goes on. */
    public enum Overlap {
        ALLOW,
        SKIP,
        /** One waits for the run to end; further ones are skipped. */
        QUEUE_ONE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Status {
        ACTIVE,
        PAUSED,
        /** The last fire could not start a run; the next one tries again. */
        FAILING,
        /** It fires no more. */
        FINISHED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
