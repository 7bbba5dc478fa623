package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ToolCall;

/** Whom a server's remarks during one request concern. */
interface Hearing {

    void progress(double fraction, String message);

    /** The server says that its list of tools is another one now. */
    void listChanged();

    static Hearing of(ToolCall call, Runnable listChanged) {
        return new Hearing() {
            @Override
            public void progress(double fraction, String message) {
                call.progress(fraction, message);
            }

            @Override
            public void listChanged() {
                listChanged.run();
            }
        };
    }
}
