/** Questions that runs put to people: the inboxes, the answers, and what happens when nobody answers. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "background",
            "database",
            "engine",
            "journal",
            "paging",
            "problem",
            "runs",
            "schemas",
            "workflows"
        })
@NullMarked
package dev.signalbox.platform.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
