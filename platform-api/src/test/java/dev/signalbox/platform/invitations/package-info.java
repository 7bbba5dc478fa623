@NullMarked
package dev.signalbox.platform.invitations;

import org.jspecify.annotations.NullMarked;
