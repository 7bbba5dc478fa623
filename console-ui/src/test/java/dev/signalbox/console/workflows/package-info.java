@NullMarked
package dev.signalbox.console.workflows;

import org.jspecify.annotations.NullMarked;
