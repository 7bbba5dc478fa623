/** Runs: the live list, and everything about one of them. */
@NullMarked
package dev.signalbox.console.runs;

import org.jspecify.annotations.NullMarked;
