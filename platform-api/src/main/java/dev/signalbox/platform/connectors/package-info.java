/** Configured connectors of projects, and the calls of their tools. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "audit",
            "connections",
            "database",
            "outbound",
            "paging",
            "plugins",
            "problem",
            "schemas",
            "secrets"
        })
@NullMarked
package dev.signalbox.platform.connectors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
