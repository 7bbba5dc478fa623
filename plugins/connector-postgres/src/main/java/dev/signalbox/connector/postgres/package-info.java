/** Reads and writes PostgreSQL databases, one statement in one transaction for each call. */
@NullMarked
package dev.signalbox.connector.postgres;

import org.jspecify.annotations.NullMarked;
