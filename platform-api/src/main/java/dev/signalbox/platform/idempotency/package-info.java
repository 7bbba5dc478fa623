/** A creation that is sent twice happens once. */
@ApplicationModule(allowedDependencies = {"access", "background", "database", "problem"})
@NullMarked
package dev.signalbox.platform.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
