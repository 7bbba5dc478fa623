package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.AnsweredHere;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;

@Tool(
        name = "whoami",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "",
        method = Verb.GET,
        path = "/v1/me",
        title = "Who am I",
        description = """
                Shows who the token belongs to, the tenant and project it acts in, and what it may do there. \
                rights is what works: the scopes of the token that the person's role allows.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Me.class)
@AnsweredHere
record WhoAmI() {}
