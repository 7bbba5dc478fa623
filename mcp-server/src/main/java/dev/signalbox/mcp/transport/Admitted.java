package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.ToolAccess;
import dev.signalbox.mcp.platform.Caller;

/** Whose request it is, and the tools that exist for it. */
record Admitted(Caller caller, ToolAccess.Visible tools) {}
