/** Runs of workflows: starting and steering them, what happened in them, and how they stand. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "connectors",
            "database",
            "engine",
            "journal",
            "paging",
            "problem",
            "schemas",
            "workflows"
        })
@NullMarked
package dev.signalbox.platform.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
