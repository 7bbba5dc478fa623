/** The guarded way out: the only place that opens a connection to an address somebody outside has named. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.platform.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
