/** The connections to PostgreSQL, the migrations, and how a row becomes a record. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
