/** Other programs that work for a person: the page where they say yes or no, and the ones they said yes to. */
@NullMarked
package dev.signalbox.console.clients;

import org.jspecify.annotations.NullMarked;
