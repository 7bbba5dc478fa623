package dev.signalbox.mcp.transport;

import tools.jackson.databind.node.ObjectNode;

/** What goes to the client of one request: anything on the way, and at last the reply. */
sealed interface Outgoing {

    /** A notification, or a question to the client. */
    record Message(ObjectNode body) implements Outgoing {}

    record Reply(JsonRpcReply reply) implements Outgoing {}
}
