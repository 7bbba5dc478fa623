/** Holds the manual and the tests together: nothing is promised that no test proves. */
package dev.signalbox.platform.contract;
