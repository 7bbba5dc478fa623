package dev.signalbox.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a member is in the whole tenant. */
public enum TenantRole {
    TENANT_OWNER,
    TENANT_ADMIN,
    TENANT_MEMBER;

    public boolean administers() {
        return this != TENANT_MEMBER;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static TenantRole of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
