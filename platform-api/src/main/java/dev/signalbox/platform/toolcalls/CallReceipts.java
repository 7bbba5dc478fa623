package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Seals;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Lets mcp-server tell later whose calls it answered. Guarantee: what it tells stands with the caller, and the tool, whom it once
 * came with here; the service secret alone writes into nobody's audit. It stays good when the token is gone: what was done with
 * a token just before it was revoked belongs into the audit more than anything else.
 */
@Component
class CallReceipts {

    private static final String PURPOSE = "tool-calls";
    private static final String NO_TOKEN = "-";

    private final Seals seals;

    CallReceipts(Seals seals) {
        this.seals = seals;
    }

    record Receipt(ToolCaller caller, String tool) {}

    String write(Receipt receipt) {
        ToolCaller caller = receipt.caller();
        String text = "%s %s %s %s"
                .formatted(
                        caller.tenant(),
                        caller.user(),
                        caller.token() == null ? NO_TOKEN : caller.token(),
                        receipt.tool());
        return seals.seal(PURPOSE, "", text);
    }

    /** Empty for what was not written here. */
    Optional<Receipt> read(String sealed) {
        return seals.open(PURPOSE, "", sealed)
                .map(text -> text.split(" ", -1))
                .map(parts -> new Receipt(
                        new ToolCaller(
                                TenantId.of(parts[0]),
                                UserId.of(parts[1]),
                                parts[2].equals(NO_TOKEN) ? null : UUID.fromString(parts[2])),
                        parts[3]));
    }
}
