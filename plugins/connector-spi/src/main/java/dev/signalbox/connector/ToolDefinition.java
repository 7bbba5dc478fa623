/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.regex.Pattern;

/**
 * What callers, people and models, know about a tool before they call it. The facts are promises: the platform repeats
 * calls, asks for approval and plans retries by them.
 *
 * @param name 1 to 64 lower-case letters, digits and underscores, beginning with a letter; a noun and a verb read best
 * @param title what people read in a list
 * @param description what it does, when to use it and what comes back, in a few sentences for a model
 * @param risk what a wrong call can cost
 * @param idempotent whether a second call with the same {@link ToolCall#idempotencyKey()} has no further effect. When
 *     false, the platform never repeats a call whose outcome it does not know. Always true for {@link Risk#READ}
 * @param openWorld whether the tool meets systems or texts outside the tenant's control; its result is then treated as
 *     untrusted
 * @since 0.1
 */
public record ToolDefinition(
        String name, String title, String description, Risk risk, boolean idempotent, boolean openWorld) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** What a wrong call can cost. */
    public enum Risk {
        /** Changes nothing. */
        READ,
        /** Adds or changes something that can be put right again. */
        WRITE,
        /** Removes, sends or spends something for good. */
        DESTRUCTIVE
    }

    /**
     * Checks the name and that every text says something.
     *
     * @throws IllegalArgumentException when one does not, or when a reading tool claims not to be idempotent
     */
    public ToolDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A tool name is 1 to 64 of a-z, 0-9 and _, beginning with a letter: " + name);
        }
        if (title.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("Tool " + name + " needs a title and a description.");
        }
        if (risk == Risk.READ && !idempotent) {
            throw new IllegalArgumentException("Tool " + name + " only reads, so it is idempotent.");
        }
    }

    /**
     * A tool that changes nothing and may be repeated at will.
     *
     * @param name see above
     * @param title see above
     * @param description see above
     * @return a reading tool of an open world
     */
    public static ToolDefinition read(String name, String title, String description) {
        return new ToolDefinition(name, title, description, Risk.READ, true, true);
    }

    /**
     * A tool that changes something, assumed not idempotent until {@link #idempotentByKey()} says so.
     *
     * @param name see above
     * @param title see above
     * @param description see above
     * @return a writing tool of an open world
     */
    public static ToolDefinition write(String name, String title, String description) {
        return new ToolDefinition(name, title, description, Risk.WRITE, false, true);
    }

    /**
     * A tool whose effect is for good, assumed not idempotent until {@link #idempotentByKey()} says so.
     *
     * @param name see above
     * @param title see above
     * @param description see above
     * @return a destructive tool of an open world
     */
    public static ToolDefinition destructive(String name, String title, String description) {
        return new ToolDefinition(name, title, description, Risk.DESTRUCTIVE, false, true);
    }

    /**
     * The same tool, promising that a repeat with the same key has no further effect.
     *
     * @return the stronger promise
     */
    public ToolDefinition idempotentByKey() {
        return new ToolDefinition(name, title, description, risk, true, openWorld);
    }

    /**
     * The same tool, promising that it touches only the tenant's own data on this platform.
     *
     * @return the stronger promise
     */
    public ToolDefinition closedWorld() {
        return new ToolDefinition(name, title, description, risk, idempotent, false);
    }
}
