/** A person's yes to one risky call of an agent: asked for, given, and used up once. */
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.confirmations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
