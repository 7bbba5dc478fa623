package dev.signalbox.mcp.tools;

import tools.jackson.databind.node.ObjectNode;

/** Runs that are not finished. */
record LiveRunCounts(long total, ObjectNode byStatus, ObjectNode byPhase) {}
