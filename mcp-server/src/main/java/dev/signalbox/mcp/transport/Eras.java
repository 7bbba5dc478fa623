package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells which era a request speaks. Never by {@code Mcp-Method}: some legacy clients send that header too. */
@Component
class Eras {

    private static final String FIRST_MODERN_YEAR = "2026";

    private final LegacyEra legacy;
    private final ModernEra modern;

    Eras(LegacyEra legacy, ModernEra modern) {
        this.legacy = legacy;
        this.modern = modern;
    }

    /** @param version the header {@code MCP-Protocol-Version}; there is none on stdio */
    Era of(Request request, @Nullable String version) {
        return isModern(request, version) ? modern : legacy;
    }

    private static boolean isModern(Request request, @Nullable String version) {
        if (request.meta().has(ModernEra.VERSION) || request.method().equals(ModernEra.DISCOVER)) {
            return true;
        }
        return version != null
                && version.compareTo(FIRST_MODERN_YEAR) > 0
                && !request.method().equals("initialize");
    }
}
