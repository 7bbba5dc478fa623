@NullMarked
package dev.signalbox.platform.signals;

import org.jspecify.annotations.NullMarked;
