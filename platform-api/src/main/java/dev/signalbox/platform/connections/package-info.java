/** What projects authenticate with at other systems: one credential for a connector's instance, write-only. */
@ApplicationModule(allowedDependencies = {"access", "database", "vault"})
@NullMarked
package dev.signalbox.platform.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
