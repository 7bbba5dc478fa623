/** Values nobody is to see, sealed under keys of their tenant, and those keys. */
@ApplicationModule(allowedDependencies = {"access", "audit", "background", "database", "problem"})
@NullMarked
package dev.signalbox.platform.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
