/** Tools of remote servers that are not what a person agreed to, and the person's yes. */
@NullMarked
package dev.signalbox.console.reviews;

import org.jspecify.annotations.NullMarked;
