/** Measures Signalbox against the floor its database sets and against its peers; everything is a ratio taken in one run. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
