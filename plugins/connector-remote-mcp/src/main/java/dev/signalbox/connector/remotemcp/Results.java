package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a remote tool answered into a result with named parts. */
final class Results {

    private static final int LARGEST = 256 * 1024;
    private static final int LARGEST_PART = 64 * 1024;
    private static final int EXCERPT = 500;

    private final String host;
    private final ConnectorJson json;

    Results(String host, ConnectorJson json) {
        this.host = host;
        this.json = json;
    }

    /** {@code text}: all texts in order; {@code structured}: what the tool gave as data; {@code content}: all other parts. */
    ToolResult of(Said answer) {
        var texts = new ArrayList<String>();
        var others = new ArrayList<Map<String, @Nullable Object>>();
        for (var part : answer.objects("content")) {
            if (part.text("type").orElse("").equals("text")) {
                texts.add(Visible.only(part.text("text").orElse("")));
            } else {
                others.add(other(part));
            }
        }
        var text = String.join("\n", texts);
        if (answer.flag("isError").orElse(false)) {
            throw new ToolException(Reason.UPSTREAM_FAILED, host + " says the tool failed: " + excerpt(text));
        }
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("text", text);
        if (answer.has("structuredContent")) {
            result.put("structured", Visible.only(answer.fields().get("structuredContent")));
        }
        if (!others.isEmpty()) {
            result.put("content", others);
        }
        return bounded(result);
    }

    private ToolResult bounded(Map<String, @Nullable Object> result) {
        if (json.write(result).length() > LARGEST) {
            throw new ToolException(
                    Reason.UPSTREAM_FAILED,
                    "The tool ran, but its result is larger than " + LARGEST / 1024 + " KiB. Ask for less.");
        }
        return ToolResult.of(result);
    }

    /** Pictures and files, with names as everywhere here; a large one is only named. */
    private static Map<String, @Nullable Object> other(Said part) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        var inner = part.has("resource") ? part.object("resource") : part;
        kept.put("type", Visible.only(part.text("type").orElse("unknown")));
        for (var name : List.of("uri", "name", "title", "description", "text")) {
            inner.text(name).ifPresent(value -> kept.put(name, Visible.only(value)));
        }
        inner.text("mimeType").ifPresent(value -> kept.put("mime_type", Visible.only(value)));
        inner.text("data").or(() -> inner.text("blob")).ifPresent(data -> {
            if (data.length() > LARGEST_PART) {
                kept.put("omitted_characters", data.length());
            } else {
                kept.put("data", data);
            }
        });
        return kept;
    }

    private static String excerpt(String text) {
        var said = text.isBlank() ? "it gives no reason." : text.strip();
        return said.length() > EXCERPT ? said.substring(0, EXCERPT) + "…" : said;
    }
}
