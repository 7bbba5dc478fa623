package dev.signalbox.platform.llm;

/**
 * What an answer cost.
 *
 * @param model the one that answered, as the provider calls it
 */
public record Usage(String model, long inputTokens, long outputTokens) {}
