@NullMarked
package dev.signalbox.console.clients;

import org.jspecify.annotations.NullMarked;
