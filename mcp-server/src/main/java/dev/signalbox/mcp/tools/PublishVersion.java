package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Header;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "workflows_publish_version",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.POST,
        path = "/v1/workflows/{workflow_id}/versions",
        title = "Publish a version",
        description = """
                Freezes the draft as the next version. Versions never change; new runs take the latest one. \
                With roll_back_to it publishes an older version again in place of the draft.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = false,
        answer = WorkflowVersion.class)
record PublishVersion(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("What changed, for people.") @Nullable @Range(min = 0, max = 2000)
        String notes,

        @Meaning("The number of an older version.") @Nullable @Range(min = 1, max = Integer.MAX_VALUE)
        Integer rollBackTo,

        @Meaning("The revision you checked: publishes nothing when the draft changed since.")
        @Nullable
        @Header(value = "If-Match", format = "\"%s\"")
        Long revision) {}
