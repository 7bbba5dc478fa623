package dev.signalbox.platform.connectors;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one instance, below its connector's. So many lines a minute, so long each: a plugin that floods drowns itself. */
final class InstanceLog implements System.Logger {

    private static final int LINES_A_MINUTE = 300;
    private static final int LONGEST = 4000;
    private static final long MINUTE = 60_000_000_000L;

    private final Logger log;
    private final String instance;
    private long since = System.nanoTime();
    private int lines;

    InstanceLog(ConnectorInstance instance) {
        this.log = LoggerFactory.getLogger("connector." + instance.connectorId());
        this.instance = instance.id().toString();
    }

    @Override
    public String getName() {
        return log.getName() + "." + instance;
    }

    @Override
    public boolean isLoggable(Level level) {
        return switch (level) {
            case ALL, TRACE -> log.isTraceEnabled();
            case DEBUG -> log.isDebugEnabled();
            case INFO -> log.isInfoEnabled();
            case WARNING -> log.isWarnEnabled();
            case ERROR -> log.isErrorEnabled();
            case OFF -> false;
        };
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level) && hasRoom()) {
            write(level, thrown == null ? String.valueOf(message) : message + ": " + thrown);
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... parameters) {
        if (isLoggable(level) && hasRoom()) {
            var text = String.valueOf(format);
            write(
                    level,
                    parameters == null || parameters.length == 0
                            ? text
                            : new MessageFormat(text, Locale.ROOT).format(parameters));
        }
    }

    private void write(Level level, String message) {
        var line = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        log.atLevel(slf4j(level)).log("{}: {}", instance, line);
    }

    private static org.slf4j.event.Level slf4j(Level level) {
        return switch (level) {
            case ALL, TRACE, OFF -> org.slf4j.event.Level.TRACE;
            case DEBUG -> org.slf4j.event.Level.DEBUG;
            case INFO -> org.slf4j.event.Level.INFO;
            case WARNING -> org.slf4j.event.Level.WARN;
            case ERROR -> org.slf4j.event.Level.ERROR;
        };
    }

    private synchronized boolean hasRoom() {
        var now = System.nanoTime();
        if (now - since > MINUTE) {
            if (lines > LINES_A_MINUTE) {
                log.warn("{}: {} lines were left out", instance, lines - LINES_A_MINUTE);
            }
            since = now;
            lines = 0;
        }
        return ++lines <= LINES_A_MINUTE;
    }
}
