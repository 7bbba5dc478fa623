/** Drives runs on PostgreSQL: picks them up, lets the engine decide, does the effects, commits each step. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "connectors",
            "database",
            "engine",
            "journal",
            "llm",
            "notifications",
            "problem",
            "schemas"
        })
@NullMarked
package dev.signalbox.platform.host;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
