package dev.signalbox.mcp.tools;

import tools.jackson.databind.node.ObjectNode;

/** The data of a run. */
record RunContext(ObjectNode input, ObjectNode steps) {}
