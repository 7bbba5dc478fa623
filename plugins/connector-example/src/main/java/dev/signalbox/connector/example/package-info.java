/** A connector to copy. */
@NullMarked
package dev.signalbox.connector.example;

import org.jspecify.annotations.NullMarked;
