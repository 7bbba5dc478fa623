@NullMarked
package dev.signalbox.platform.host;

import org.jspecify.annotations.NullMarked;
