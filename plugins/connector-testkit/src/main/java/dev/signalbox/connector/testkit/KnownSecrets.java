/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secret of a credential, recognised in whatever form it gets out; and a credential of each kind whose secret can be told from
 * everything else.
 */
final class KnownSecrets {

    private static final String TEXT = "s3cr3t-Kit/9c2f41+Zq7b==";
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}");

    private final String secret;

    private KnownSecrets(String secret) {
        this.secret = secret;
    }

    /** Empty for the credential that is none. */
    static Optional<KnownSecrets> in(Credential credential) {
        return switch (credential) {
            case Credential.None() -> Optional.empty();
            case Credential.ApiKey(var key) -> Optional.of(new KnownSecrets(key.reveal()));
            case Credential.Bearer(var token) -> Optional.of(new KnownSecrets(token.reveal()));
            case Credential.Basic(var _, var password) -> Optional.of(new KnownSecrets(password.reveal()));
        };
    }

    static Credential of(Authentication kind) {
        return switch (kind) {
            case NONE -> new Credential.None();
            case API_KEY -> new Credential.ApiKey(Secret.of(TEXT));
            case BEARER -> new Credential.Bearer(Secret.of(TEXT));
            case BASIC -> new Credential.Basic("known-user", Secret.of(TEXT));
        };
    }

    /** As it is, in an address, in hexadecimal, or in base64 with whatever stands around it. */
    boolean standsIn(String text) {
        return Stream.concat(Stream.of(text), decoded(text))
                .anyMatch(form -> form.contains(secret)
                        || form.contains(URLEncoder.encode(secret, UTF_8))
                        || form.contains(HexFormat.of().formatHex(secret.getBytes(UTF_8))));
    }

    private static Stream<String> decoded(String text) {
        return BASE64.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.replace('-', '+').replace('_', '/'))
                .map(found -> found.length() % 4 == 1 ? found.substring(1) : found)
                .map(found -> new String(Base64.getDecoder().decode(found), UTF_8));
    }
}
