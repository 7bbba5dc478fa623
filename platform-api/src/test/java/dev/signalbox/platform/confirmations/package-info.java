@NullMarked
package dev.signalbox.platform.confirmations;

import org.jspecify.annotations.NullMarked;
