/** Secrets of the project: their names, where steps may use them, and their values to those who may see one. */
@NullMarked
package dev.signalbox.console.secrets;

import org.jspecify.annotations.NullMarked;
