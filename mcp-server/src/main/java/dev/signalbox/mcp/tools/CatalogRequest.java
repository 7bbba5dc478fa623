package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "catalog_bff_request",
        group = ToolGroup.CATALOG,
        risk = Risk.STANDARD,
        scope = "mcp:read",
        method = Verb.ANY,
        path = "/v1/mcp/*",
        title = "Ask the connector catalogue",
        description = """
                Calls an operation below /v1/mcp: connector servers, instances, their tools and checks. \
                GET /v1/mcp/platform-catalog shows what there is. What changes something wants mcp:write or mcp:execute.""",
        readOnly = false,
        destructive = true,
        idempotent = false,
        openWorld = true,
        answer = Anything.class)
record CatalogRequest(
        @Meaning("GET, POST, PUT, PATCH or DELETE.") @Range(min = 3, max = 6)
        String method,

        @Meaning("The path, as /v1/mcp/instances/{id}/tools with the id filled in.") @Range(min = 1, max = 500)
        String path,

        @Meaning("Parameters of the address, as {limit: 20}.") @Nullable
        ObjectNode query,

        @Meaning("The body, for POST, PUT and PATCH.") @Nullable
        ObjectNode body,

        @Meaning("The version you read; PUT and PATCH want it.") @Nullable @Range(min = 0, max = Long.MAX_VALUE)
        Long version) {}
