package dev.signalbox.connector.remotemcp;

/** Hears what a server says before it answers. */
interface Listener {

    void told(String method, Said params);

    /** A request of the server; the answer goes back over a connection of its own. */
    void asked(Said request) throws InterruptedException;
}
