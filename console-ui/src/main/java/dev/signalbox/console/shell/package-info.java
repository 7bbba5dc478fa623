/** What every page shares: frame, colours, badges, notices, and how pages stay live. Knows no feature. */
@NullMarked
package dev.signalbox.console.shell;

import org.jspecify.annotations.NullMarked;
