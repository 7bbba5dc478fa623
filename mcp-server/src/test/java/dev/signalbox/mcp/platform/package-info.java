@NullMarked
package dev.signalbox.mcp.platform;

import org.jspecify.annotations.NullMarked;
