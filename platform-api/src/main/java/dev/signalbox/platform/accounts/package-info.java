/** Accounts at other systems that somebody connected, and their tokens. */
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "oauth", "problem", "vault"})
@NullMarked
package dev.signalbox.platform.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
