package dev.signalbox.mcp.transport;

import tools.jackson.databind.node.ObjectNode;

/** Something only the client can answer: {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}. */
record Question(String method, ObjectNode params) {

    /** What a client must have declared before it may be asked this. */
    String capability() {
        return method.substring(0, method.indexOf('/'));
    }
}
