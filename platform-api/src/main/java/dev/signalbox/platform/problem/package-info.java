/** How a request fails: one list of codes, one exception, one place that writes it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.platform.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
