/** Secrets of a project by name: kept, bound to where they may be used, and shown to people under conditions. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "confirmations",
            "database",
            "idempotency",
            "paging",
            "problem",
            "toolcalls",
            "vault"
        })
@NullMarked
package dev.signalbox.platform.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
