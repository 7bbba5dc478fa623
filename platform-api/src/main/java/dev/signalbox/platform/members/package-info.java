/** Who belongs to a tenant and to its projects; invitations. */
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "paging", "problem"})
@NullMarked
package dev.signalbox.platform.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
