package dev.signalbox.mcp.transport;

import org.jspecify.annotations.Nullable;

/**
 * How far a call is.
 *
 * @param total null when it is not known
 */
record Progress(long done, @Nullable Long total, String message) {}
