@NullMarked
package dev.signalbox.console.oauth;

import org.jspecify.annotations.NullMarked;
