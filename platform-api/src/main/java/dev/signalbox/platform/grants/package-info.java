/** What people let the clients do that they connected at the consent page. */
@ApplicationModule(
        allowedDependencies = {"access", "audit", "database", "notifications", "outbound", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.grants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
