/** The tools of MCP servers that somebody else runs, as a person here has agreed to them. */
@NullMarked
package dev.signalbox.connector.remotemcp;

import org.jspecify.annotations.NullMarked;
