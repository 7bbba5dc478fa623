@NullMarked
package dev.signalbox.console.overview;

import org.jspecify.annotations.NullMarked;
