package dev.signalbox.mcp.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a client brings back after its person was asked.
 *
 * @param ticket what it was given with the question, sealed by the platform
 * @param given what the person said, if they said it to the client; they may have said it in the console instead
 */
public record Consent(@Nullable String ticket, @Nullable Boolean given) {

    public static final Consent NONE = new Consent(null, null);
}
