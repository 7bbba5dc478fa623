@NullMarked
package dev.signalbox.platform.toolcalls;

import org.jspecify.annotations.NullMarked;
