/** Hints between nodes through PostgreSQL: a reason to look, never the truth. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package dev.signalbox.platform.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
