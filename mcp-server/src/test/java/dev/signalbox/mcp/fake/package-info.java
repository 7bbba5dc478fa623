/** A platform that keeps the contract of the REST API as far as this server sees it, and remembers what it was asked. */
@NullMarked
package dev.signalbox.mcp.fake;

import org.jspecify.annotations.NullMarked;
