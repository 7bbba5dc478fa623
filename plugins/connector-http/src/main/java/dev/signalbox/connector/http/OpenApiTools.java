package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tool for each operation of the document in the settings. */
final class OpenApiTools {

    private static final int MOST_TOOLS = 200;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final HttpSettings settings;
    private final ConnectorContext context;
    private final HttpCalls calls;

    OpenApiTools(HttpSettings settings, ConnectorContext context, HttpCalls calls) {
        this.settings = settings;
        this.context = context;
        this.calls = calls;
    }

    List<Tool<?>> of(String text) {
        var document = OpenApiDocument.of(text, context.json());
        if (settings.baseUrl().isEmpty()) {
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "With openapi, base_url says where the operations are"
                            + document.server()
                                    .map(url -> "; the document names " + url)
                                    .orElse("")
                            + ".");
        }
        var chosen = chosen(document.operations());
        if (chosen.size() > MOST_TOOLS) {
            throw OpenApiText.refused(
                    "has %,d operations; %d are the most for one instance. Name those you want in operations."
                            .formatted(chosen.size(), MOST_TOOLS));
        }
        var names = new OpenApiNames();
        var tools = new ArrayList<Tool<?>>();
        for (var operation : chosen) {
            OpenApiShape.of(document, operation)
                    .ifPresentOrElse(
                            shape -> tools.add(tool(names.of(operation), operation, shape)), () -> context.logger()
                                    .log(
                                            System.Logger.Level.INFO,
                                            "{0} is left out: it wants a file or a cookie",
                                            operation));
        }
        if (tools.isEmpty()) {
            throw OpenApiText.refused("has no operation that can be a tool.");
        }
        return List.copyOf(tools);
    }

    private List<OpenApiDocument.Operation> chosen(List<OpenApiDocument.Operation> all) {
        for (var choice : settings.operations()) {
            if (all.stream().noneMatch(operation -> operation.isNamed(choice))) {
                throw OpenApiText.refused("has no operation, tag or path \"" + choice + "\", which operations names.");
            }
        }
        return settings.operations().isEmpty()
                ? all
                : all.stream()
                        .filter(operation -> settings.operations().stream().anyMatch(operation::isNamed))
                        .toList();
    }

    private Tool<Map<String, @Nullable Object>> tool(
            String name, OpenApiDocument.Operation operation, OpenApiShape shape) {
        var request = new OpenApiRequest(operation, shape, context.json());
        return Tool.withSchema(
                definition(name, operation),
                context.json().write(shape.schema()),
                (arguments, call) -> calls.send(request.of(arguments), call, request.pages(arguments)));
    }

    /** What a method promises by the rules of HTTP. */
    private ToolDefinition definition(String name, OpenApiDocument.Operation operation) {
        var title = cut(text(operation, "summary", operation.toString()), LONGEST_TITLE);
        var said = cut(text(operation, "description", text(operation, "summary", "")), LONGEST_DESCRIPTION);
        var description = (said + " Sends " + operation + " and returns {status, headers, body}.").strip();
        return switch (operation.method()) {
            case "get", "head" -> ToolDefinition.read(name, title, description);
            case "delete" -> calls.promise(ToolDefinition.destructive(name, title, description));
            default -> calls.promise(ToolDefinition.write(name, title, description));
        };
    }

    private static String text(OpenApiDocument.Operation operation, String part, String otherwise) {
        return operation.node().get(part) instanceof String said && !said.isBlank()
                ? said.strip().replaceAll("\\s+", " ")
                : otherwise;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
