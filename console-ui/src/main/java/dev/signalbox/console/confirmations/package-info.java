/** Risky calls of agents that wait for their person. */
@NullMarked
package dev.signalbox.console.confirmations;

import org.jspecify.annotations.NullMarked;
