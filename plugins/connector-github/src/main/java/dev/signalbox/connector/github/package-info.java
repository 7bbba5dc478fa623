/** Works with GitHub: issues, pull requests and files, over its REST interface. */
@NullMarked
package dev.signalbox.connector.github;

import org.jspecify.annotations.NullMarked;
