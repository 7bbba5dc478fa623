/** How the console speaks to the platform: over HTTP, as the person in front of it. */
@NullMarked
package dev.signalbox.console.platform;

import org.jspecify.annotations.NullMarked;
