package dev.signalbox.platform.llm;

import org.jspecify.annotations.Nullable;

/**
 * Which model a step means, as it is written there.
 *
 * @param modelRef such as {@code direct.openai.gpt-4o}; exactly one of it and {@code model} is given
 * @param credentialId whose key to use; null for the installation's
 */
public record ModelChoice(
        @Nullable String model,
        @Nullable String modelRef,
        @Nullable String credentialId) {}
