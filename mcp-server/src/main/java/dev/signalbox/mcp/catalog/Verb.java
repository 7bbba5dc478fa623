package dev.signalbox.mcp.catalog;

import org.springframework.http.HttpMethod;

/** How an operation is called; an annotation cannot hold Spring's own. */
public enum Verb {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    /** A WebSocket, read for a while. */
    STREAM,
    /** The caller says, within what {@link Passthrough} allows. */
    ANY;

    HttpMethod method() {
        return switch (this) {
            case GET, STREAM -> HttpMethod.GET;
            case POST -> HttpMethod.POST;
            case PUT -> HttpMethod.PUT;
            case PATCH -> HttpMethod.PATCH;
            case DELETE -> HttpMethod.DELETE;
            case ANY -> throw new IllegalStateException("The caller names the method");
        };
    }

    boolean hasBody() {
        return switch (this) {
            case GET, DELETE, STREAM, ANY -> false;
            case POST, PUT, PATCH -> true;
        };
    }
}
