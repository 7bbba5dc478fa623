package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;

@Tool(
        name = "vault_read_secret",
        group = ToolGroup.VAULT,
        risk = Risk.RISK,
        scope = "vault:reveal",
        method = Verb.POST,
        path = "/v1/vault/secrets/{name}/reveal",
        title = "Show the value of a secret",
        description = """
                Returns the value of a secret. Steps of workflows do not need it: they name the secret as {{vault.NAME}}. \
                A person confirms each call.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = false,
        answer = SecretValue.class)
record ReadSecret(
        @Meaning("Name of the secret, from vault_list_secrets.") @Range(min = 1, max = 80)
        String name,

        @Meaning("Why it has to be seen, for the person and the audit.") @Range(min = 3, max = 500)
        String reason) {}
