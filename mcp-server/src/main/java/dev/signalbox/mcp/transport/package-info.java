/** Speaks MCP: two wire eras over HTTP and stdio, sessions, and what is refused before a tool is asked. */
@NullMarked
package dev.signalbox.mcp.transport;

import org.jspecify.annotations.NullMarked;
