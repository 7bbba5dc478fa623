package dev.signalbox.platform.plugins;

/** A jar that is not loaded. The message tells the operator what is wrong with it. */
final class PluginRefusedException extends Exception {

    PluginRefusedException(String reason) {
        super(reason);
    }

    PluginRefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
