/** Calls HTTP endpoints: the connector for every system that has none of its own. */
@NullMarked
package dev.signalbox.connector.http;

import org.jspecify.annotations.NullMarked;
