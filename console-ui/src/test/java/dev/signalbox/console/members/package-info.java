@NullMarked
package dev.signalbox.console.members;

import org.jspecify.annotations.NullMarked;
