/** JSON Schema: made from records, checked against values, with defaults and coercions applied. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.platform.schemas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
