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
 * <p><b>Versions.</b> An operator puts a new version beside the old one while both machines and calls go on. For a while
 * both serve: what one version keeps in a {@link ConnectorStore}, the other must be able to read. An id of a connector
 * or of a tool is for ever, since workflows name it.
 *
 * <p><b>Leaving.</b> After the last call and {@link Connector#close()} the jar is unloaded. Whatever still holds on to one
 * of its classes then, such as a thread of its own, keeps all of it in memory; threads are interrupted, so let them end.
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
