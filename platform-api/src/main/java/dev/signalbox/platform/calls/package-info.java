/** Runs that steps of other runs start and wait for: how they begin, return and are stopped. ADR 35. */
@ApplicationModule(
        allowedDependencies = {"access", "background", "database", "engine", "journal", "problem", "runs", "workflows"})
@NullMarked
package dev.signalbox.platform.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
