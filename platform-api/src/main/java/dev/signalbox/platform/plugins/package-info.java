/** Plugin jars: loaded from the operator's folder, isolated by an allow-list, and what connectors they bring. */
@ApplicationModule(allowedDependencies = {"background", "schemas"})
@NullMarked
package dev.signalbox.platform.plugins;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
