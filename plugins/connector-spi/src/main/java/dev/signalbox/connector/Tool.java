/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a connector can do. Most tools declare their arguments as a record ({@link #of}); a tool that learns its
 * arguments at run time, such as one of a remote server, brings a JSON Schema instead ({@link #withSchema}).
 *
 * @param <I> what the handler gets
 * @since 0.1
 */
public sealed interface Tool<I> {

    /**
     * Name, texts and risk.
     *
     * @return the definition
     */
    ToolDefinition definition();

    /**
     * What runs when the tool is called.
     *
     * @return the handler
     */
    Handler<I> handler();

    /**
     * Does the work of one call on a virtual thread of its own.
     *
     * <p>Blocking is fine. Cancellation and time-out interrupt the thread: let {@link InterruptedException} through. Any
     * exception other than {@link ToolException} and {@link InterruptedException} is a defect of the connector; its
     * message is kept from the caller.
     *
     * @param <I> the arguments
     */
    @FunctionalInterface
    interface Handler<I> {

        /**
         * Runs the tool.
         *
         * @param arguments validated, defaults filled in
         * @param call who calls, with which credential and limits
         * @return the result
         * @throws ToolException to say why it did not work
         * @throws InterruptedException when the call was cancelled or ran out of time
         */
        ToolResult handle(I arguments, ToolCall call) throws InterruptedException;
    }

    /**
     * A tool whose arguments are a record; the platform makes the schema from it.
     *
     * @param definition name, texts and risk
     * @param input the class of the record
     * @param handler what runs
     * @param <I> the record
     */
    record Typed<I extends Record>(ToolDefinition definition, Class<I> input, Handler<I> handler) implements Tool<I> {}

    /**
     * A tool whose arguments are described by a schema.
     *
     * @param definition name, texts and risk
     * @param inputSchema JSON Schema 2020-12 of {@code "type": "object"}, as text; references to other documents are not
     *     followed
     * @param handler what runs; it gets the arguments as the plain values of {@link ConnectorJson}
     */
    record Dynamic(ToolDefinition definition, String inputSchema, Handler<Map<String, @Nullable Object>> handler)
            implements Tool<Map<String, @Nullable Object>> {}

    /**
     * Makes a tool whose arguments are a record. A component becomes a property of the same name in snake_case; see
     * {@link Description} for the types and for what is required.
     *
     * @param definition name, texts and risk
     * @param input the class of the record
     * @param handler what runs
     * @param <I> the record
     * @return the tool
     */
    static <I extends Record> Tool<I> of(ToolDefinition definition, Class<I> input, Handler<I> handler) {
        return new Typed<>(definition, input, handler);
    }

    /**
     * Makes a tool whose arguments are described by a schema.
     *
     * @param definition name, texts and risk
     * @param inputSchema JSON Schema 2020-12 of {@code "type": "object"}, as text
     * @param handler what runs
     * @return the tool
     */
    static Tool<Map<String, @Nullable Object>> withSchema(
            ToolDefinition definition, String inputSchema, Handler<Map<String, @Nullable Object>> handler) {
        return new Dynamic(definition, inputSchema, handler);
    }
}
