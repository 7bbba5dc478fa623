package dev.signalbox.mcp.tools;

/** An answer whose form the operation decides. */
record Anything() {}
