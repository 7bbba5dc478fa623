/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import java.util.List;
import java.util.ServiceLoader;

/** Finds connectors as the platform does. */
final class Discovery {

    private Discovery() {}

    static List<ConnectorFactory<?>> factories() {
        return ServiceLoader.load(ConnectorPlugin.class).stream()
                .<ConnectorFactory<?>>flatMap(plugin -> plugin.get().connectors().stream())
                .toList();
    }

    static ConnectorFactory<?> factory(String connector) {
        return factories().stream()
                .filter(factory -> factory.info().id().equals(connector))
                .findFirst()
                .orElseThrow(() -> new AssertionError("META-INF/services/" + ConnectorPlugin.class.getName()
                        + " names no plugin that brings the connector " + connector));
    }
}
