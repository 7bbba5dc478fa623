package dev.signalbox.mcp.catalog;

/** How a call ended, or what it waits for. */
public sealed interface ToolOutcome permits ToolResult, Unconfirmed {}
