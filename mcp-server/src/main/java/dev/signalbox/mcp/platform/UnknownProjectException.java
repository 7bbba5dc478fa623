package dev.signalbox.mcp.platform;

/** The caller named a project they do not hold; whether it exists is not said. */
public final class UnknownProjectException extends RuntimeException {

    UnknownProjectException(String project) {
        super("project: %s is not a project of this token".formatted(project), null, false, false);
    }
}
