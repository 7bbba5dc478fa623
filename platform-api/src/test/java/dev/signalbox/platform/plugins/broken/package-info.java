/** A plugin that breaks the contract. */
package dev.signalbox.platform.plugins.broken;
