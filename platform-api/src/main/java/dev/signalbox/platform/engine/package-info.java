/** The graph interpreter: reads a workflow, decides what a run does next, checks a draft. Pure: no I/O, no clock, no chance. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.platform.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
