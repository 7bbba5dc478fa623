package dev.signalbox.mcp.tools;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Runs that are not finished. */
record LiveRunCounts(int total, @Nullable ObjectNode byPhase) {}
