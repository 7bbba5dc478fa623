/** The runs of a tenant: page by page, and live from a cursor that never skips or repeats. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "background",
            "database",
            "engine",
            "journal",
            "notifications",
            "paging",
            "problem",
            "runs",
            "workflows"
        })
@NullMarked
package dev.signalbox.platform.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
