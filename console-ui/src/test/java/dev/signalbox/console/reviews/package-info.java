@NullMarked
package dev.signalbox.console.reviews;

import org.jspecify.annotations.NullMarked;
