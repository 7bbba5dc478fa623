/** Projects of a tenant, public or private. */
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
