/** Who calls and what they may do; the tenant of every transaction. */
@ApplicationModule(allowedDependencies = {"background", "database", "notifications", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
