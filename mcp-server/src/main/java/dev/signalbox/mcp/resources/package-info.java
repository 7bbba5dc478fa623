/** Resources: workflows and runs as documents with an address. */
@NullMarked
package dev.signalbox.mcp.resources;

import org.jspecify.annotations.NullMarked;
