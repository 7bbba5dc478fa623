/** A plugin whose tools do what a test wants to see. */
package dev.signalbox.platform.plugins.workshop;
