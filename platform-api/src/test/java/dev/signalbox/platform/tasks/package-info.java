@NullMarked
package dev.signalbox.platform.tasks;

import org.jspecify.annotations.NullMarked;
