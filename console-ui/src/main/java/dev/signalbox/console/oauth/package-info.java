/** How clients come to tokens of the people who connect them: registration, consent, codes, tokens and their end. */
@NullMarked
package dev.signalbox.console.oauth;

import org.jspecify.annotations.NullMarked;
