/** Cursor pages: keyset only, sealed against tampering. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.signalbox.platform.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
