@NullMarked
package dev.signalbox.platform.grants;

import org.jspecify.annotations.NullMarked;
