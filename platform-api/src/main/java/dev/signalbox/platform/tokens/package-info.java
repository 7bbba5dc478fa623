/** Personal access tokens, and what services ask about them. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "database",
            "idempotency",
            "notifications",
            "paging",
            "problem",
            "vault"
        })
@NullMarked
package dev.signalbox.platform.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
