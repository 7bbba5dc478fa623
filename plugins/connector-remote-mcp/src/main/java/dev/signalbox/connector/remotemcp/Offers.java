package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server has on offer at one moment.
 *
 * @param usable by the names the tools have here
 * @param refused why a tool cannot be offered, by the server's name for it
 */
record Offers(SortedMap<String, Definition> usable, SortedMap<String, String> refused) {

    static final int MOST_TOOLS = 200;
    private static final int MOST_PAGES = 50;
    private static final int MOST_REFUSED = 50;
    private static final int LARGEST_TEXT = 16 * 1024;

    /** Asks for all pages of the list. */
    static Offers of(Server server, RemoteMcpSettings settings, ConnectorJson json, ToolCall call)
            throws InterruptedException {
        var offers = new Offers(new TreeMap<>(), new TreeMap<>());
        var seen = new HashSet<String>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, Object> params =
                    cursor.<Map<String, Object>>map(at -> Map.of("cursor", at)).orElse(Map.of());
            var result = server.ask(new Server.Asking("tools/list", params), call);
            for (var tool : result.objects("tools")) {
                offers.take(tool, settings, json);
            }
            cursor = result.text("nextCursor");
            if (cursor.isEmpty()) {
                return offers;
            }
            if (!seen.add(cursor.get())) {
                break;
            }
        }
        throw new ToolException(Reason.UPSTREAM_FAILED, settings.url().getHost() + " lists its tools without an end.");
    }

    private void take(Said tool, RemoteMcpSettings settings, ConnectorJson json) {
        var remote = tool.text("name").orElse("");
        if (!settings.tools().isEmpty() && !settings.tools().contains(remote)) {
            return;
        }
        var problem = keep(remote, ToolNames.of(remote, settings.prefix().orElse("")), tool, json);
        if (problem.isPresent() && refused.size() < MOST_REFUSED) {
            refused.put(Visible.only(remote.length() > 128 ? remote.substring(0, 128) : remote), problem.get());
        }
        if (usable.size() > MOST_TOOLS) {
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "The server offers more than " + MOST_TOOLS + " tools; choose some with the setting tools.");
        }
    }

    private Optional<String> keep(String remote, Optional<String> name, Said tool, ConnectorJson json) {
        if (name.isEmpty()) {
            return Optional.of("its name is empty, or too long to be called by");
        }
        if (ToolNames.shadows(name.get())) {
            return Optional.of("it has the name of a tool of the platform, " + name.get()
                    + "; the setting prefix can give it another");
        }
        if (usable.containsKey(name.get())) {
            return Optional.of("another tool of the server has the same name here, " + name.get());
        }
        var schema = Schemas.input(tool);
        var problem = Schemas.problem(schema, json);
        if (problem.isPresent()) {
            return problem;
        }
        var definition = definition(remote, tool);
        if (json.write(definition.facts()).length() > LARGEST_TEXT + 64 * 1024) {
            return Optional.of("what the server says of it is too long");
        }
        usable.put(name.get(), definition);
        return Optional.empty();
    }

    static Definition definition(String remote, Said tool) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        var annotations = tool.object("annotations");
        tool.text("title")
                .or(() -> annotations.text("title"))
                .filter(text -> !text.isBlank())
                .ifPresent(text -> facts.put("title", Visible.only(text)));
        tool.text("description")
                .filter(text -> !text.isBlank())
                .ifPresent(text -> facts.put("description", Visible.only(text)));
        facts.put(Definition.SCHEMA, Visible.only(Schemas.input(tool)));
        if (tool.has("outputSchema")) {
            facts.put("output_schema", Visible.only(tool.object("outputSchema").fields()));
        }
        var hints = new LinkedHashMap<String, @Nullable Object>();
        for (var hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
            annotations.flag(hint).ifPresent(flag -> hints.put(hint, flag));
        }
        facts.put(Definition.ANNOTATIONS, hints);
        return new Definition(remote, facts);
    }
}
