/** What people and programs do with connected accounts: the way there, the proof, and tools called as their owners. */
@ApplicationModule(
        allowedDependencies = {"access", "accounts", "audit", "connectors", "idempotency", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.connected;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
