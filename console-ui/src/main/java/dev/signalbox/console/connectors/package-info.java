/** Connectors of the project: what is configured, under which profile, with which credential, and whether it works. */
@NullMarked
package dev.signalbox.console.connectors;

import org.jspecify.annotations.NullMarked;
