package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Header;
import dev.signalbox.mcp.catalog.Hidden;
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
        name = "vault_write_secret",
        group = ToolGroup.VAULT,
        risk = Risk.RISK,
        scope = "vault:write",
        method = Verb.PUT,
        path = "/v1/vault/secrets/{name}",
        title = "Write a secret",
        description = """
                Makes a secret, or replaces all of one: its value, its description and where steps may use it. \
                A person confirms each call.""",
        readOnly = false,
        destructive = true,
        idempotent = false,
        openWorld = false,
        answer = ProjectSecret.class)
record WriteSecret(
        @Meaning("1 to 80 letters, digits, - and _, beginning with a letter.") @Range(min = 1, max = 80)
        String name,

        @Meaning("The value; leave it out to keep the one there is.") @Hidden @Nullable
        String value,

        @Meaning("What it is for.") @Nullable String description,

        @Meaning("The only hosts that steps may send it to, such as api.example.com.") @Nullable
        List<String> hosts,

        @Meaning("Ids of connector instances that steps may use it with.") @Nullable
        List<UUID> instances,

        @Meaning("The version you read; needed when the secret is there already.")
        @Header(value = "If-Match", format = "\"%s\"")
        @Nullable
        Long version) {}
