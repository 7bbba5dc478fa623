/** What a run has decided and seen, and the one door through which it changes. */
@ApplicationModule(
        allowedDependencies = {"access", "background", "database", "engine", "notifications", "problem", "workflows"})
@NullMarked
package dev.signalbox.platform.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
