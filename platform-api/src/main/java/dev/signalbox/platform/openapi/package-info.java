/** How the API describes itself: OpenAPI 3.1, made from the code. */
@ApplicationModule(allowedDependencies = {"access", "problem"})
@NullMarked
package dev.signalbox.platform.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
