@NullMarked
package dev.signalbox.console.connectors;

import org.jspecify.annotations.NullMarked;
