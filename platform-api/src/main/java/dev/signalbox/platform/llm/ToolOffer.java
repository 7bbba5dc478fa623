package dev.signalbox.platform.llm;

import tools.jackson.databind.JsonNode;

/**
 * A tool that a model may call.
 *
 * @param name 1 to 64 letters, digits, hyphens and underscores: all that the providers agree on
 * @param inputSchema of an object
 */
public record ToolOffer(String name, String description, JsonNode inputSchema) {}
