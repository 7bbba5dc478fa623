/** Tests of the MCP server through real HTTP. */
@NullMarked
package dev.signalbox.mcp;

import org.jspecify.annotations.NullMarked;
