@NullMarked
package dev.signalbox.platform.feed;

import org.jspecify.annotations.NullMarked;
