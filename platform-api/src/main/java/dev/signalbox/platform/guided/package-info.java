/** Workflows paced for an agent or a chat bot: one goal after the other, each with the answer that opens the next. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "database",
            "engine",
            "idempotency",
            "journal",
            "notifications",
            "paging",
            "problem",
            "runs",
            "schemas",
            "workflows"
        })
@NullMarked
package dev.signalbox.platform.guided;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
