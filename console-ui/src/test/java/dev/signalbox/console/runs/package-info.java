@NullMarked
package dev.signalbox.console.runs;

import org.jspecify.annotations.NullMarked;
