/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import java.util.function.Function;

/**
 * A call that works: the contract is tried with it, in the order in which the examples stand.
 *
 * @param tool the tool's name
 * @param arguments JSON, as a caller sends it, made from what the examples before it answered
 */
public record Example(String tool, Function<Results, String> arguments) {

    /** An example that needs no other. */
    public static Example of(String tool, String arguments) {
        return new Example(tool, _ -> arguments);
    }

    /** An example with something in it that an earlier one answered, such as the id of what it made. */
    public static Example after(String tool, Function<Results, String> arguments) {
        return new Example(tool, arguments);
    }
}
