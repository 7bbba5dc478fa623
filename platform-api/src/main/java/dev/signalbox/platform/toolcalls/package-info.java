/** Calls of tools that come through mcp-server: how many there may be, over all nodes together, and that they are audited. */
@ApplicationModule(allowedDependencies = {"access", "audit", "background", "database", "problem"})
@NullMarked
package dev.signalbox.platform.toolcalls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
