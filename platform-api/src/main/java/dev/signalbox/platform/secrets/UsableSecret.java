package dev.signalbox.platform.secrets;

import dev.signalbox.connector.Secret;
import java.util.List;
import java.util.UUID;

/**
 * A secret on its way into a call.
 *
 * @param hosts where it may be sent, whichever instance sends it
 */
public record UsableSecret(String name, Secret value, List<String> hosts, List<UUID> instances) {

    /** Whether this instance may have it, whichever host it calls. */
    public boolean isOf(UUID instance) {
        return instances.contains(instance);
    }
}
