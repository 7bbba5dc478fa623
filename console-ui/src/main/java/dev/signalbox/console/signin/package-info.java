/** Who somebody is: local users, the sign-in page, the authorization server and the tokens it signs. */
@NullMarked
package dev.signalbox.console.signin;

import org.jspecify.annotations.NullMarked;
