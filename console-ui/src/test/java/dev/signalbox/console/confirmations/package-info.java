@NullMarked
package dev.signalbox.console.confirmations;

import org.jspecify.annotations.NullMarked;
