/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.net.URI;
import java.util.Optional;

/**
 * A type of system that can be connected: one entry of the catalogue. Factories are stateless and may be used by many
 * threads at once.
 *
 * @param <C> the settings of one instance, a record. Its components are the form a person fills in: see
 *     {@link Description} and {@link Default} for how a component becomes a field. Settings never hold a secret; a
 *     secret comes with each call as a {@link Credential}
 * @since 0.1
 */
public interface ConnectorFactory<C extends Record> {

    /**
     * What the catalogue shows.
     *
     * @return the same value each time
     */
    ConnectorInfo info();

    /**
     * The type of the settings.
     *
     * @return the class of the record
     */
    Class<C> settings();

    /**
     * What an instance's credential opens, when that is a resource with a public address that says where one signs in
     * for it (OAuth protected resource metadata, RFC 9728). The platform then lets people connect accounts and brings
     * their tokens as {@link Credential.Bearer}.
     *
     * @param settings valid against the schema made of {@link #settings()}
     * @return empty when credentials can only be given as they are
     */
    default Optional<URI> protectedResource(C settings) {
        return Optional.empty();
    }

    /**
     * Opens one configured instance. Must return quickly and must not call out; {@link Connector#check} is the place
     * for that.
     *
     * @param settings valid against the schema made of {@link #settings()}
     * @param context what this instance may use until it is closed
     * @return a connector that any number of threads may use at once
     * @throws ToolException with {@link ToolException.Reason#INVALID_ARGUMENT} when settings contradict one another in
     *     a way a schema cannot express; the message is shown to the person who filled in the form
     */
    Connector open(C settings, ConnectorContext context);
}
