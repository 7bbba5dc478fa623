package dev.signalbox.mcp.catalog;

/** A request narrows to a group or tool that does not exist for this caller. */
public final class UnknownNameException extends RuntimeException {

    UnknownNameException(String parameter, String name) {
        super("%s: there is no %s here".formatted(parameter, name), null, false, false);
    }
}
