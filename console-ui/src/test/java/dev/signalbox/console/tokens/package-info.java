@NullMarked
package dev.signalbox.console.tokens;

import org.jspecify.annotations.NullMarked;
