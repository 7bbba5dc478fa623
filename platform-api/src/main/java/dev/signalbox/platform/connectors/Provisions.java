package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Credential;
import dev.signalbox.platform.accounts.AccountTokens.Held;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one call is made with that nobody else is to see.
 *
 * @param account whose token the credential is; null for one that is given as it is
 * @param arguments with the secrets in them
 */
record Provisions(Credential credential, @Nullable Held account, JsonNode arguments, Masks masks, HostLimit hosts) {

    @Override
    public String toString() {
        return "Provisions[]";
    }
}
