/** Signals that other systems send to runs, and the steps that wait for them. ADR 34. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "database",
            "engine",
            "journal",
            "paging",
            "problem",
            "runs",
            "workflows"
        })
@NullMarked
package dev.signalbox.platform.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
