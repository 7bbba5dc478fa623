/** The tools themselves: one record of arguments each, with the answers they give. */
@NullMarked
package dev.signalbox.mcp.tools;

import org.jspecify.annotations.NullMarked;
