package dev.signalbox.mcp.tools;

/** What started a run. */
enum RunTrigger {
    API,
    CONSOLE,
    MCP,
    WEBHOOK,
    CRON,
    RUN
}
