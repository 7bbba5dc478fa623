package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose call it is, for the audit. */
record ToolCaller(TenantId tenant, UserId user, @Nullable UUID token) {

    static ToolCaller of(Caller caller) {
        return new ToolCaller(caller.tenant(), caller.user(), caller.tokenId());
    }
}
