/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a connector logs, of every level, with the messages of what was thrown. */
public final class TestLog implements System.Logger {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** What was logged, in its order. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String getName() {
        return "connector";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        lines.add(level + " " + message);
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add(cause.toString());
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... arguments) {
        var text = String.valueOf(format);
        var plain = arguments == null || arguments.length == 0;
        lines.add(level + " " + (plain ? text : new MessageFormat(text, Locale.ROOT).format(arguments)));
    }
}
