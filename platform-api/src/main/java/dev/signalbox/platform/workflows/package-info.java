/** Workflows: drafts, what is wrong with them, and the versions that were published. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "connectors",
            "database",
            "engine",
            "llm",
            "paging",
            "problem",
            "schemas"
        })
@NullMarked
package dev.signalbox.platform.workflows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
