/** The only way to the platform: who calls, and requests on their behalf. */
@NullMarked
package dev.signalbox.mcp.platform;

import org.jspecify.annotations.NullMarked;
