/** What happened, by whom, hash-chained. */
@ApplicationModule(allowedDependencies = {"access", "background", "database", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
