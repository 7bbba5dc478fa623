/** A small platform that speaks the REST contract over real HTTP and remembers what it was told. */
@NullMarked
package dev.signalbox.console.fake;

import org.jspecify.annotations.NullMarked;
