package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "pat_revoke",
        group = ToolGroup.PAT,
        risk = Risk.STANDARD,
        scope = "pat:write",
        method = Verb.DELETE,
        path = "/v1/pats/{token_id}",
        title = "Revoke a token",
        description = """
                Ends one of your personal access tokens at once and for good. Revoking the one you use ends this session too.""",
        readOnly = false,
        destructive = true,
        idempotent = true,
        openWorld = false,
        answer = Done.class)
record RevokePat(@Meaning("Id of the token, from pat_list.") UUID tokenId) {}
