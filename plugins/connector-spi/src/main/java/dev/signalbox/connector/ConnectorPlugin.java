/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.List;

/**
 * What a plugin jar brings. The platform finds implementations with {@link java.util.ServiceLoader}, so a jar names its
 * own in {@code META-INF/services/dev.signalbox.connector.ConnectorPlugin} and gives it a public constructor without
 * parameters. {@code Plugin-Id} and {@code Plugin-Version} of the jar's manifest name the plugin itself.
 *
 * <p><b>Life cycle.</b> One object is created when the jar is loaded; {@link #connectors()} is asked once. Neither may
 * reach for the network, a file or a thread: a jar that is only looked at must cost nothing.
 *
 * <p><b>Isolation.</b> A plugin's class loader sees the JDK, this package and the plugin's own jar. Libraries are
 * bundled in the jar. A plugin is trusted code of the operator, not a sandbox.
 *
 * @since 0.1
 */
public interface ConnectorPlugin {

    /**
     * The connectors in this jar.
     *
     * @return at least one factory; their {@linkplain ConnectorInfo#id() ids} differ
     */
    List<ConnectorFactory<?>> connectors();
}
