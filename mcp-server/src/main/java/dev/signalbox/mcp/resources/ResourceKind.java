package dev.signalbox.mcp.resources;

import dev.signalbox.mcp.catalog.ToolAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be read by its address. Each says the same as a tool does, and is there for whoever has that tool. */
public enum ResourceKind {
    WORKFLOW(
            "workflow://{id}",
            "workflow://([0-9a-f-]{36})",
            "workflows_get",
            "workflow",
            "A workflow with the graph of its draft."),
    RUN("run://{id}", "run://([0-9a-f-]{36})", "runs_get_summary", "run", "A run: status, phase, output and error."),
    RUN_EVENTS(
            "run://{id}/events{?after_seq}",
            "run://([0-9a-f-]{36})/events(?:\\?after_seq=(\\d{1,18}))?",
            "runs_list_events",
            "run events",
            "What happened in a run, in order. Go on behind next_after_seq.");

    private final String template;
    private final Pattern address;
    private final String tool;
    private final String title;
    private final String description;

    ResourceKind(String template, String address, String tool, String title, String description) {
        this.template = template;
        this.address = Pattern.compile(address);
        this.tool = tool;
        this.title = title;
        this.description = description;
    }

    public String template() {
        return template;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    /** The kinds this caller has. */
    public static List<ResourceKind> of(ToolAccess.Visible visible) {
        return Arrays.stream(values()).filter(kind -> kind.isFor(visible)).toList();
    }

    public boolean isFor(ToolAccess.Visible visible) {
        return visible.find(tool).isPresent();
    }

    Optional<Address> address(String uri) {
        Matcher matcher = address.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return id(matcher.group(1)).map(id -> new Address(this, id, afterSeq(matcher)));
    }

    private static Optional<String> id(String text) {
        try {
            String id = UUID.fromString(text).toString();
            return id.equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static long afterSeq(Matcher matcher) {
        return matcher.groupCount() < 2 || matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
    }

    /** One resource. */
    record Address(ResourceKind kind, String id, long afterSeq) {

        /** Empty also when the caller has nothing of that kind. */
        static Optional<Address> of(String uri, ToolAccess.Visible visible) {
            return ResourceKind.of(visible).stream()
                    .flatMap(kind -> kind.address(uri).stream())
                    .findFirst();
        }
    }
}
