package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import org.jspecify.annotations.Nullable;

/** A secret with its value. */
record SecretValue(
        String name,
        long version,

        @Meaning("Its value, where it is shown.") @Nullable String value) {}
