@NullMarked
package dev.signalbox.platform.triggers;

import org.jspecify.annotations.NullMarked;
