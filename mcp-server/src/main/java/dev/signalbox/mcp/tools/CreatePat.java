package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "pat_create",
        group = ToolGroup.PAT,
        risk = Risk.RISK,
        scope = "pat:write",
        method = Verb.POST,
        path = "/v1/pats",
        title = "Create a token",
        description = """
                Creates a personal access token, no wider than your own, and returns its text, which is a secret. \
                A person confirms each call.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = false,
        answer = Pat.class)
record CreatePat(
        @Meaning("What it is for.") @Range(min = 1, max = 80)
        String displayName,

        @Meaning("What it may do, as workflow:read.") List<String> scopes,

        @Meaning("The only projects it may enter; all of yours unless you say.") @Nullable
        List<UUID> projectIds,

        @Meaning("The project it acts in when a request names none.") @Nullable
        UUID defaultProjectId,

        @Meaning("The tool groups it is limited to here; the default ones unless you say.") @Nullable
        List<String> groups,

        @Meaning("Whether it may only read.") @Default("false")
        Boolean readOnly,

        @Meaning("After how many days it ends.") @Range(min = 1, max = 365) @Default("90")
        Integer expiresInDays) {}
