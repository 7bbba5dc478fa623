/** Gives every process and every test its PostgreSQL with pgvector: a given address, a Docker engine, or an embedded server. */
@NullMarked
package dev.signalbox.postgres;

import org.jspecify.annotations.NullMarked;
