package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Seals;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Lets mcp-server tell later whose calls it answered. Guarantee: what it tells stands with the caller, and the tool, whom it once
 * came with here; the service secret alone writes into nobody's audit. It stays good when the token is gone: what was done with
 * a token just before it was revoked belongs into the audit more than anything else. After a
 * day it is good for nothing, so that one that leaked does not write into an audit for ever.
 */
@Component
class CallReceipts {

    private static final String PURPOSE = "tool-calls";
    private static final String NO_TOKEN = "-";
    private static final int PARTS = 5;
    private static final Duration GOOD_FOR = Duration.ofDays(1);

    private final Seals seals;
    private final Clock clock;

    CallReceipts(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    record Receipt(ToolCaller caller, String tool) {}

    String write(Receipt receipt) {
        ToolCaller caller = receipt.caller();
        String text = "%s %s %s %s %d"
                .formatted(
                        caller.tenant(),
                        caller.user(),
                        caller.token() == null ? NO_TOKEN : caller.token(),
                        receipt.tool(),
                        clock.instant().getEpochSecond());
        return seals.seal(PURPOSE, "", text);
    }

    /** Empty for what was not written here, or too long ago. */
    Optional<Receipt> read(String sealed) {
        return seals.open(PURPOSE, "", sealed)
                .map(text -> text.split(" ", -1))
                .filter(parts -> parts.length == PARTS && isGood(Instant.ofEpochSecond(Long.parseLong(parts[4]))))
                .map(parts -> new Receipt(
                        new ToolCaller(
                                TenantId.of(parts[0]),
                                UserId.of(parts[1]),
                                parts[2].equals(NO_TOKEN) ? null : UUID.fromString(parts[2])),
                        parts[3]));
    }

    private boolean isGood(Instant written) {
        return clock.instant().isBefore(written.plus(GOOD_FOR));
    }
}
