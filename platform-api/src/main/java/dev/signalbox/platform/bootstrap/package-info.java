/** The first tenant of an empty installation. */
@ApplicationModule(
        allowedDependencies = {"access", "audit", "database", "members", "problem", "projects", "tenants", "tokens"})
@NullMarked
package dev.signalbox.platform.bootstrap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
