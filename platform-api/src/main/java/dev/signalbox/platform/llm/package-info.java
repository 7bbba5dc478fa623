/** Language models: which are configured here, and what one of them answers. */
@ApplicationModule(allowedDependencies = {"outbound", "schemas"})
@NullMarked
package dev.signalbox.platform.llm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
