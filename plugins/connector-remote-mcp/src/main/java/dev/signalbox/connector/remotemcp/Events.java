package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server-sent events, out of pieces that end anywhere. Remembers where to go on when the stream breaks off. */
final class Events {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> data = new ArrayList<>();
    private @Nullable String id;
    private Duration pause = Duration.ofSeconds(1);
    private boolean afterReturn;

    /** The data of every event that is complete with this piece. */
    List<String> take(byte[] piece) {
        var complete = new ArrayList<String>();
        for (byte one : piece) {
            if (one == '\n' && afterReturn) {
                afterReturn = false;
            } else if (one == '\n' || one == '\r') {
                afterReturn = one == '\r';
                end(line.toString(UTF_8), complete);
                line.reset();
            } else {
                afterReturn = false;
                line.write(one);
            }
        }
        return complete;
    }

    /** A stream that goes on begins a new line. */
    void restart() {
        line.reset();
        data.clear();
        afterReturn = false;
    }

    @Nullable
    String lastId() {
        return id;
    }

    /** How long the server wants us to wait before we come back. */
    Duration pause() {
        return pause;
    }

    private void end(String text, List<String> complete) {
        if (text.isEmpty()) {
            var whole = String.join("\n", data);
            data.clear();
            if (!whole.isBlank()) {
                complete.add(whole);
            }
            return;
        }
        int colon = text.indexOf(':');
        var field = colon == -1 ? text : text.substring(0, colon);
        var value = colon == -1 ? "" : text.substring(colon + 1);
        read(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void read(String field, String value) {
        switch (field) {
            case "data" -> data.add(value);
            case "id" -> id = value.matches("[\\x20-\\x7e]{1,500}") ? value : id;
            case "retry" -> {
                if (value.matches("\\d{1,7}")) {
                    var wanted = Duration.ofMillis(Long.parseLong(value));
                    pause = wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
                }
            }
            default -> {} // names of events and comments say nothing here
        }
    }
}
