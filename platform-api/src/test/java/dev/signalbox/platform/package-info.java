/** The house rules, and what the tests of every feature start from. */
@NullMarked
package dev.signalbox.platform;

import org.jspecify.annotations.NullMarked;
