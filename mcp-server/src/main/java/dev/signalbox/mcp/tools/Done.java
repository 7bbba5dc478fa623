package dev.signalbox.mcp.tools;

/** Nothing is said but that it is done. */
record Done() {}
