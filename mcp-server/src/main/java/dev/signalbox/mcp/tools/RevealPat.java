package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "pat_reveal",
        group = ToolGroup.PAT,
        risk = Risk.RISK,
        scope = "pat:write",
        method = Verb.POST,
        path = "/v1/pats/{token_id}/reveal",
        title = "Show a token once more",
        description = """
                Returns the text of a token that was created or rotated in the last ten minutes: once, then it is gone. \
                A person confirms each call.""",
        readOnly = false,
        destructive = true,
        idempotent = false,
        openWorld = false,
        answer = Pat.class)
record RevealPat(@Meaning("Id of the token, from pat_list.") UUID tokenId) {}
