package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "vault_list_secrets",
        group = ToolGroup.VAULT,
        risk = Risk.STANDARD,
        scope = "vault:read",
        method = Verb.GET,
        path = "/v1/vault/secrets",
        title = "List secrets",
        description = """
                Lists the secrets of the project by name, with where steps may use them; never their values.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = ProjectSecret.Page.class)
record ListSecrets(
        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
