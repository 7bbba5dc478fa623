/** Reaches people where they are: by mail, in a chat, by text message. */
@NullMarked
package dev.signalbox.connector.channels;

import org.jspecify.annotations.NullMarked;
