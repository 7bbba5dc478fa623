/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.InetAddress;

/** Keeps tests on this machine, whatever address a connector makes up. */
final class Loopback {

    private Loopback() {}

    static InetAddress require(String host) throws IOException {
        // Names are not looked up: a test asks no server of the world.
        if (host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}|\\[?::1]?")) {
            return InetAddress.getByName(host);
        }
        throw new ToolException(
                Reason.PERMISSION_DENIED, host + " is not this machine, and a test with the kit reaches nothing else.");
    }

    static ToolException unreachable(String host, IOException e) {
        return new ToolException(Reason.UNAVAILABLE, host + " cannot be reached.", e);
    }
}
