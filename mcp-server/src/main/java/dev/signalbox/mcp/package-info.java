/** The MCP face of the platform: it knows the tools, checks the caller and calls the platform. */
@NullMarked
package dev.signalbox.mcp;

import org.jspecify.annotations.NullMarked;
