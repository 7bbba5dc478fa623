package dev.signalbox.mcp.catalog;

import java.util.List;

/** The arguments of a call do not fit the tool's schema. */
final class InvalidArgumentsException extends RuntimeException {

    InvalidArgumentsException(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
    }
}
