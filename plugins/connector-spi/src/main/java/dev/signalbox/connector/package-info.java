/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract between the platform and a connector: plain blocking Java, records and the JDK.
 *
 * <p>Start at {@link dev.signalbox.connector.ConnectorPlugin}. Everything a connector needs from outside comes through
 * its {@link dev.signalbox.connector.ConnectorContext} and through the {@link dev.signalbox.connector.ToolCall} of each
 * call; there is nothing else of the platform that a plugin can see.
 *
 * @since 0.1
 */
@NullMarked
package dev.signalbox.connector;

import org.jspecify.annotations.NullMarked;
