/** How one signs in at other systems: where, as which client, and what they give out. Keeps nothing. */
@ApplicationModule(allowedDependencies = {"outbound", "problem"})
@NullMarked
package dev.signalbox.platform.oauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
