package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.ToolAccess;
import dev.signalbox.mcp.platform.Caller;
import reactor.core.publisher.Mono;

/**
 * Whose request it is, and the tools that exist for it.
 *
 * @param surface where it came in
 * @param again decides anew, for what outlives the moment; fails when the token is not valid any more
 */
record Admitted(Caller caller, Surface surface, ToolAccess.Visible tools, Mono<Admitted> again) {}
