package dev.signalbox.platform.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of a run of the tenant.
 *
 * @param position where it stands in the tenant's feed; clients see it sealed, as the id of the stream's event
 * @param status how the run stands when this is read, which may be later than the event
 */
record FeedEntry(
        @JsonIgnore long position,
        RunId runId,
        Workflow.Id workflowId,
        ProjectId projectId,
        long seq,
        RunEvent.Type type,
        @Nullable StepKey stepId,
        JsonNode data,
        Instant at,
        RunStatus status,
        Phase orchestrationPhase) {}
