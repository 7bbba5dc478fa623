package dev.signalbox.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.problem.ApiException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a token may be used for. The wire form is {@code workflow:read}. */
public enum Scope {
    WORKFLOW_READ(Level.READ),
    WORKFLOW_EDIT(Level.WRITE),
    WORKFLOW_RUN(Level.WRITE),
    TASK_READ(Level.READ),
    TASK_COMPLETE(Level.WRITE),
    MCP_EXECUTE(Level.WRITE),
    MCP_READ(Level.READ),
    MCP_WRITE(Level.WRITE),
    MEMORY_READ(Level.READ),
    MEMORY_WRITE(Level.WRITE),
    CHAT_READ(Level.READ),
    CHAT_WRITE(Level.WRITE),
    WORK_READ(Level.READ),
    WORK_WRITE(Level.WRITE),
    WEBHOOK_MANAGE(Level.ADMIN),
    VAULT_READ(Level.WRITE),
    VAULT_WRITE(Level.ADMIN),
    VAULT_REVEAL(Level.ADMIN),
    PAT_READ(Level.OWN),
    PAT_WRITE(Level.OWN),
    LLM_READ(Level.READ),
    LLM_WRITE(Level.ADMIN),
    LLM_REVEAL(Level.ADMIN),
    ANALYTICS_READ(Level.READ),
    BILLING_READ(Level.TENANT),
    BILLING_WRITE(Level.TENANT),
    AGENT_READ(Level.READ),
    AGENT_WRITE(Level.WRITE),
    QUEUE_READ(Level.READ),
    QUEUE_WRITE(Level.WRITE),
    PAUSE_READ(Level.READ),
    PAUSE_WRITE(Level.WRITE),
    AUDIT_READ(Level.TENANT),
    MEMBER_MANAGE(Level.TENANT),
    PROJECT_MANAGE(Level.TENANT),
    TENANT_MANAGE(Level.TENANT),
    PLUGIN_MANAGE(Level.TENANT);

    /** Which role carries a scope: a project's viewer, contributor or admin, anybody for their own things, or a tenant's admin. */
    enum Level {
        READ,
        WRITE,
        ADMIN,
        OWN,
        TENANT
    }

    private final Level level;
    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', ':');

    Scope(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    /** Whether a tenant's admin gives it rather than a project's role. */
    public boolean ofTenant() {
        return level == Level.TENANT;
    }

    public boolean reads() {
        return wire.endsWith(":read");
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    /** @throws ApiException INVALID_ARGUMENT for a text that names no scope */
    @JsonCreator
    public static Scope of(String wire) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("scopes", wire + " is not a scope"));
    }

    public static Set<Scope> all() {
        return EnumSet.allOf(Scope.class);
    }
}
