/** The console in the browser and the sign-in: a process of its own that reaches the platform over HTTP only. */
@NullMarked
package dev.signalbox.console;

import org.jspecify.annotations.NullMarked;
