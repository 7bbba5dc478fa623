package dev.signalbox.console.tokens;

import java.util.List;

/** What to paste where, so that a client finds the tools. */
record ClientBlock(String client, String where, String text) {

    static List<ClientBlock> all(String mcp, String token) {
        return List.of(
                new ClientBlock("Claude Code", "In a terminal", """
                        claude mcp add --transport http signalbox %s --header "Authorization: Bearer %s"
                        """.formatted(mcp, token)),
                new ClientBlock("Cursor", "~/.cursor/mcp.json", """
                        {
                          "mcpServers": {
                            "signalbox": { "url": "%s", "headers": { "Authorization": "Bearer %s" } }
                          }
                        }
                        """.formatted(mcp, token)),
                new ClientBlock("VS Code", ".vscode/mcp.json", """
                        {
                          "servers": {
                            "signalbox": { "type": "http", "url": "%s", "headers": { "Authorization": "Bearer %s" } }
                          }
                        }
                        """.formatted(mcp, token)),
                new ClientBlock(
                        "Codex", "~/.codex/config.toml, with SIGNALBOX_PAT set where Codex is started", """
                        # export SIGNALBOX_PAT=%2$s
                        [mcp_servers.signalbox]
                        url = "%1$s"
                        bearer_token_env_var = "SIGNALBOX_PAT"
                        """.formatted(
                                        mcp, token)),
                new ClientBlock("Gemini CLI", "~/.gemini/settings.json", """
                        {
                          "mcpServers": {
                            "signalbox": { "httpUrl": "%s", "headers": { "Authorization": "Bearer %s" } }
                          }
                        }
                        """.formatted(mcp, token)));
    }
}
