/** Who belongs to a tenant and to its projects. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "database",
            "notifications",
            "paging",
            "problem",
            "projects",
            "tenants"
        })
@NullMarked
package dev.signalbox.platform.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
