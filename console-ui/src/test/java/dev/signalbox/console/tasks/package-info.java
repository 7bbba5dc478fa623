@NullMarked
package dev.signalbox.console.tasks;

import org.jspecify.annotations.NullMarked;
