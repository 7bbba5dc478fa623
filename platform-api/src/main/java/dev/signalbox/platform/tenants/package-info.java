/** Tenants: the walls of the house. */
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.tenants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
