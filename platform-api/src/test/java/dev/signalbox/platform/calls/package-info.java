@NullMarked
package dev.signalbox.platform.calls;

import org.jspecify.annotations.NullMarked;
