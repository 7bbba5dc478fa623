/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The catalogue's entry of a connector.
 *
 * @param id names the connector for ever, in workflows too ({@code connector://<id>}): 1 to 40 lower-case letters,
 *     digits and hyphens, beginning with a letter
 * @param displayName what people read, such as {@code GitHub}
 * @param description one or two sentences: what one can do with it
 * @param version of the connector, such as {@code 1.4.0}
 * @param authentication the kinds of credential the connector can use; contains {@link Authentication#NONE} when it
 *     also works without
 * @since 0.1
 */
public record ConnectorInfo(
        String id, String displayName, String description, String version, Set<Authentication> authentication) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** A kind of {@link Credential}. */
    public enum Authentication {
        /** {@link Credential.None}. */
        NONE,
        /** {@link Credential.ApiKey}. */
        API_KEY,
        /** {@link Credential.Bearer}. */
        BEARER,
        /** {@link Credential.Basic}. */
        BASIC
    }

    /**
     * Checks the id and that every text says something.
     *
     * @throws IllegalArgumentException when one does not
     */
    public ConnectorInfo {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A connector id is 1 to 40 of a-z, 0-9 and -, beginning with a letter: " + id);
        }
        if (displayName.isBlank() || description.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("Connector " + id + " needs a display name, description and version.");
        }
        if (authentication.isEmpty()) {
            throw new IllegalArgumentException("Connector " + id + " names no authentication; say NONE.");
        }
        authentication = Set.copyOf(authentication);
    }
}
