/** Whether the platform can do its work, as it tells a caller. */
@ApplicationModule(allowedDependencies = {"access", "database"})
@NullMarked
package dev.signalbox.platform.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
