@NullMarked
package dev.signalbox.platform.guided;

import org.jspecify.annotations.NullMarked;
