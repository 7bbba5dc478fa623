/** What a node does by itself, again and again, beside its requests. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.platform.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
