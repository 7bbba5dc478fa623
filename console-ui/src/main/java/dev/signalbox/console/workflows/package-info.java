/** Workflows: the list, the draft and its editor, versions, starting a run. */
@NullMarked
package dev.signalbox.console.workflows;

import org.jspecify.annotations.NullMarked;
