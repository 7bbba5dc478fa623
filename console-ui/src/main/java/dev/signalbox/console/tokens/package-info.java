/** Personal access tokens, and what to paste where with one. */
@NullMarked
package dev.signalbox.console.tokens;

import org.jspecify.annotations.NullMarked;
