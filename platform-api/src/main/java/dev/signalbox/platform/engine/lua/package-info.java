/** Runs scripts that nobody trusts: no host, no clock, no chance, and an end to everything they can use up. */
@NullMarked
package dev.signalbox.platform.engine.lua;

import org.jspecify.annotations.NullMarked;
