/** Starts Signalbox on one machine: database, three processes, demo tenant; and stops all of it together. */
@NullMarked
package dev.signalbox.local;

import org.jspecify.annotations.NullMarked;
