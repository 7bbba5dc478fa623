@NullMarked
package dev.signalbox.console.secrets;

import org.jspecify.annotations.NullMarked;
