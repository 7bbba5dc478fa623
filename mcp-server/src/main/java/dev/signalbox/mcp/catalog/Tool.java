package dev.signalbox.mcp.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a tool on the record of its arguments. Nothing has a default: whoever adds a tool decides each fact. A
 * component named in the
 * path goes there, one with {@link Header} into a header, the others into the query, or the body when the method has
 * one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Tool {

    String name();

    ToolGroup group();

    Risk risk();

    /** What the platform's operation requires; empty when any token will do. */
    String scope();

    Verb method();

    /** A template: {@code /v1/workflows/{workflow_id}}. */
    String path();

    String title();

    String description();

    boolean readOnly();

    boolean destructive();

    boolean idempotent();

    boolean openWorld();

    /** The record that describes the operation's answer. */
    Class<? extends Record> answer();
}
