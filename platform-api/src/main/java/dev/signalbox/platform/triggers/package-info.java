/** Runs that start by the clock: cron expressions, when they fire, and what came of it. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "background",
            "database",
            "journal",
            "paging",
            "problem",
            "runs",
            "workflows"
        })
@NullMarked
package dev.signalbox.platform.triggers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
