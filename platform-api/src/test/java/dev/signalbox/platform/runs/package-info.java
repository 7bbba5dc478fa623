@NullMarked
package dev.signalbox.platform.runs;

import org.jspecify.annotations.NullMarked;
