package dev.signalbox.platform.journal;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.Caller;
import java.util.Locale;

/** What started a run. */
public enum RunTrigger {
    API,
    CONSOLE,
    MCP,
    WEBHOOK,
    CRON,
    RUN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunTrigger of(Caller.Kind kind) {
        return switch (kind) {
            case PERSONAL_ACCESS_TOKEN, RUN_TOKEN, GRANT -> API;
            case SIGN_IN -> CONSOLE;
            case DELEGATED -> MCP;
            case RUN -> RUN;
        };
    }
}
