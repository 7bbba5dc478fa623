/** Links that make whoever holds one a member, once. */
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "idempotency", "members", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.invitations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
