package dev.signalbox.platform.workflows;

import tools.jackson.databind.JsonNode;

/**
 * One step of a draft, as its author wrote it.
 *
 * @param revision of the draft it was read from
 */
record DraftStep(Workflow.Id workflowId, long revision, JsonNode step) {}
