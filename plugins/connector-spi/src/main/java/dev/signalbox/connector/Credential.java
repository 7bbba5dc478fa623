/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

/**
 * What a call authenticates with: a secret in use. Comes with each {@link ToolCall} and is forgotten with it.
 *
 * @since 0.1
 */
public sealed interface Credential {

    /** No credential. */
    record None() implements Credential {}

    /**
     * A key the other system gave out; where it goes (a header, a parameter) is the connector's knowledge.
     *
     * @param key the key
     */
    record ApiKey(Secret key) implements Credential {}

    /**
     * A token for {@code Authorization: Bearer}. The platform refreshes it ahead of its expiry.
     *
     * @param token the token
     */
    record Bearer(Secret token) implements Credential {}

    /**
     * A user name and a password.
     *
     * @param username the name
     * @param password the password
     */
    record Basic(String username, Secret password) implements Credential {}
}
