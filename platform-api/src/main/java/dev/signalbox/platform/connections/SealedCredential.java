package dev.signalbox.platform.connections;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import org.jspecify.annotations.Nullable;

/** How a credential is taken apart for the vault, and put together again: the user name of a basic one is no secret. */
final class SealedCredential {

    private SealedCredential() {}

    static Authentication kind(Credential credential) {
        return switch (credential) {
            case Credential.None() -> Authentication.NONE;
            case Credential.ApiKey _ -> Authentication.API_KEY;
            case Credential.Bearer _ -> Authentication.BEARER;
            case Credential.Basic _ -> Authentication.BASIC;
        };
    }

    static @Nullable String username(Credential credential) {
        return credential instanceof Credential.Basic(var username, var _) ? username : null;
    }

    static Secret secret(Credential credential) {
        return switch (credential) {
            case Credential.None() -> throw new IllegalArgumentException("Nothing is kept for no credential");
            case Credential.ApiKey(var key) -> key;
            case Credential.Bearer(var token) -> token;
            case Credential.Basic(var _, var password) -> password;
        };
    }

    static Credential opened(Connection connection, Secret secret) {
        return switch (connection.kind()) {
            case NONE -> new Credential.None();
            case API_KEY -> new Credential.ApiKey(secret);
            case BEARER -> new Credential.Bearer(secret);
            case BASIC -> new Credential.Basic(String.valueOf(connection.username()), secret);
        };
    }
}
