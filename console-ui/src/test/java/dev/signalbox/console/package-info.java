/** Tests of the console, and the platform they run against. */
@NullMarked
package dev.signalbox.console;

import org.jspecify.annotations.NullMarked;
