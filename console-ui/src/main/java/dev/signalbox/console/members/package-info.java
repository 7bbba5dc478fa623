/** Who belongs to the workspace and to its projects, and who is invited. */
@NullMarked
package dev.signalbox.console.members;

import org.jspecify.annotations.NullMarked;
