@NullMarked
package dev.signalbox.platform.journal;

import org.jspecify.annotations.NullMarked;
