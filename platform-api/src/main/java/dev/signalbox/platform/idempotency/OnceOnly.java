package dev.signalbox.platform.idempotency;

import org.springframework.web.server.ServerWebExchange;

/** Marks a field of an answer as a secret that is shown once: a repetition of the request gets the answer without it. */
public final class OnceOnly {

    static final String ATTRIBUTE = OnceOnly.class.getName();

    private OnceOnly() {}

    public static void field(ServerWebExchange exchange, String name) {
        exchange.getAttributes().put(ATTRIBUTE, name);
    }
}
