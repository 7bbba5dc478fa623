package dev.signalbox.platform.signals;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.journal.RunId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A signal on its way to a step: what is needed to deliver it. */
record Sent(UUID signalId, String name, JsonNode payload, UserId by) {

    /**
     * The id follows from the key, so that a signal which is sent again counts once, even when the node that took it the first time
     * died before it could answer. Per credential: two tokens of one person are two programs.
     */
    static Sent of(Caller caller, RunId run, String name, JsonNode payload, @Nullable String key) {
        return new Sent(key == null ? UUID.randomUUID() : id(caller, run, name, key), name, payload, caller.user());
    }

    private static UUID id(Caller caller, RunId run, String name, String key) {
        var sender = caller.tokenId() == null ? caller.user().value() : caller.tokenId();
        String text = "%s:%s:%s:%s:%s".formatted(caller.tenant(), run, sender, key, name);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
