/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.net.Socket;
import java.time.Clock;
import java.time.Duration;

/**
 * What one open {@link Connector} may use. Every object given out is safe for many threads, belongs to one instance of
 * one project, and is dead after {@link Connector#close()}: using it then throws {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface ConnectorContext {

    /**
     * The only way to the web: it refuses private addresses and caps time and size.
     *
     * @return the guarded client
     */
    ConnectorHttp http();

    /**
     * Opens a guarded TCP connection for systems that do not speak HTTP. The name is resolved once, the addresses are
     * checked as for {@link #http()}, and the connection goes to the address that was checked. TLS is the connector's
     * own business ({@code SSLSocketFactory.createSocket(socket, host, port, true)}).
     *
     * @param host a host name or an IP address
     * @param port 1 to 65535
     * @param timeout for connecting, more than zero; reading is limited with {@link Socket#setSoTimeout}
     * @return a connected socket; the connector closes it
     * @throws ToolException {@link ToolException.Reason#PERMISSION_DENIED} when the address is not allowed,
     *     {@link ToolException.Reason#UNAVAILABLE} when nobody answers in time
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    Socket dial(String host, int port, Duration timeout) throws InterruptedException;

    /**
     * Documents that outlive the process, for connectors that keep state.
     *
     * @return the store of this instance
     */
    ConnectorStore store();

    /**
     * The people of the project, for connectors that tell them something.
     *
     * @return the members of this instance's project
     */
    ConnectorMembers members();

    /**
     * Reads and writes JSON, so that a plugin need not bundle a parser.
     *
     * @return the platform's parser
     */
    ConnectorJson json();

    /**
     * The time. Connectors never ask the system directly, so that tests can set the hour.
     *
     * @return a clock in UTC
     */
    Clock clock();

    /**
     * The log of this instance. Never log arguments, results or credentials.
     *
     * @return a logger named after connector and instance
     */
    System.Logger logger();
}
