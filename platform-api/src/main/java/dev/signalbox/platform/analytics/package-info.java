/** Read-only reports over runs: how many, how well, how long, at what cost. */
@ApplicationModule(allowedDependencies = {"access", "database", "problem"})
@NullMarked
package dev.signalbox.platform.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
