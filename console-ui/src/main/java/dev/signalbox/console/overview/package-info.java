/** The command centre: what runs, what waits for you, what failed. */
@NullMarked
package dev.signalbox.console.overview;

import org.jspecify.annotations.NullMarked;
