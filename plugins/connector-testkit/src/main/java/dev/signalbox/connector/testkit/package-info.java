/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the author of a connector tests with.
 *
 * <p>Extend {@link dev.signalbox.connector.testkit.ConnectorContract} once for each connector: it proves what the
 * contract asks of every one. For the tests of your own, {@link dev.signalbox.connector.testkit.TestContext},
 * {@link dev.signalbox.connector.testkit.TestCall} and {@link dev.signalbox.connector.testkit.LoopbackServer} stand in
 * for the platform and for the world. Arguments and settings become records by the platform's own code, so what fits here
 * fits there.
 *
 * @since 0.1
 */
@NullMarked
package dev.signalbox.connector.testkit;

import org.jspecify.annotations.NullMarked;
