/** A plugin that tells what it sees. */
package dev.signalbox.platform.plugins.probe;
