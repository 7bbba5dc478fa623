package dev.signalbox.mcp.catalog;

import org.springframework.http.HttpMethod;

/** The methods an operation may have; an annotation cannot hold Spring's own. */
public enum Verb {
    GET,
    POST,
    PATCH;

    HttpMethod method() {
        return HttpMethod.valueOf(name());
    }

    boolean hasBody() {
        return switch (this) {
            case GET -> false;
            case POST, PATCH -> true;
        };
    }
}
