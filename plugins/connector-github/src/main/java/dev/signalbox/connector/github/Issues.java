package dev.signalbox.connector.github;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tools for issues. */
final class Issues {

    static final String REPOSITORY = "The repository as owner/name, such as acme/shop.";
    static final String NUMBER = "The number, as in its address.";
    static final String LIMIT = "At most this many, 1 to 300.";

    private final Github github;
    private final GithubSettings settings;

    Issues(Github github, GithubSettings settings) {
        this.github = github;
        this.settings = settings;
    }

    enum State {
        OPEN,
        CLOSED,
        ALL;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum NewState {
        OPEN,
        CLOSED
    }

    record Search(
            @Description(REPOSITORY) String repository,
            @Description("Which ones.") @Default("open") State state,

            @Description("Only those with all of these labels.")
            List<String> labels,

            @Description("Only those assigned to this login; none: to nobody.")
            Optional<String> assignee,

            @Description("Only those changed since, such as 2026-01-31T00:00:00Z.")
            Optional<String> since,

            @Description(LIMIT) @Default("30") int limit) {}

    record Numbered(
            @Description(REPOSITORY) String repository,
            @Description(NUMBER) int number) {}

    record NewIssue(
            @Description(REPOSITORY) String repository,
            @Description("One line.") String title,
            @Description("Markdown.") Optional<String> body,
            @Description("Labels to put on it.") List<String> labels,
            @Description("Logins to assign it to.") List<String> assignees) {}

    record NewComment(
            @Description(REPOSITORY) String repository,
            @Description(NUMBER) int number,
            @Description("Markdown.") String body) {}

    record Changes(
            @Description(REPOSITORY) String repository,
            @Description(NUMBER) int number,
            @Description("The new title.") Optional<String> title,
            @Description("The new text.") Optional<String> body,
            @Description("Close it, or open it again.") Optional<NewState> state,

            @Description("Replaces all labels, when there are any here.")
            List<String> labels,

            @Description("Replaces all assignees, when there are any here.")
            List<String> assignees) {}

    List<Tool<?>> tools() {
        return List.of(
                Tool.of(
                        ToolDefinition.read(
                                "github_issue_list",
                                "List issues",
                                "Returns {issues, has_more}, the newest first, without pull requests."),
                        Search.class,
                        this::list),
                Tool.of(
                        ToolDefinition.read(
                                "github_issue_get",
                                "Read an issue",
                                "Returns an issue with its comments: {number, title, state, body, labels, assignees, "
                                        + "comment_list, …}."),
                        Numbered.class,
                        this::get),
                Tool.of(
                        ToolDefinition.write(
                                "github_issue_create",
                                "Open an issue",
                                "Opens an issue and returns it with its number."),
                        NewIssue.class,
                        this::create),
                Tool.of(
                        ToolDefinition.write(
                                "github_issue_comment",
                                "Comment on an issue",
                                "Adds a comment to an issue or a pull request and returns {id, url}."),
                        NewComment.class,
                        this::comment),
                Tool.of(
                        ToolDefinition.write(
                                        "github_issue_update",
                                        "Change an issue",
                                        "Changes what is given of an issue, such as closing it, and returns it.")
                                .idempotentByKey(),
                        Changes.class,
                        this::update));
    }

    private ToolResult list(Search search, ToolCall call) throws InterruptedException {
        var query = new TreeMap<String, String>();
        query.put("state", search.state().wire());
        if (!search.labels().isEmpty()) {
            query.put("labels", String.join(",", search.labels()));
        }
        search.assignee().ifPresent(login -> query.put("assignee", login));
        search.since().ifPresent(since -> query.put("since", since));
        var path = Repository.of(search.repository(), settings).path("/issues");
        // To this interface a pull request is an issue too.
        var found = github.list(
                path,
                Github.paged(query, 100),
                limit(search.limit()),
                item -> !item.has("pull_request"),
                call.credential());
        return ToolResult.of(
                Map.of("issues", found.items().stream().map(Shapes::issue).toList(), "has_more", found.hasMore()));
    }

    private ToolResult get(Numbered wanted, ToolCall call) throws InterruptedException {
        var path = path(wanted.repository(), wanted.number());
        var issue = Shapes.issue(github.get(path, Map.of(), call.credential()));
        var comments = github.list(path + "/comments", Github.paged(Map.of(), 100), 100, _ -> true, call.credential());
        issue.put("comment_list", comments.items().stream().map(Shapes::comment).toList());
        issue.put("has_more_comments", comments.hasMore());
        return ToolResult.of(issue);
    }

    private ToolResult create(NewIssue wanted, ToolCall call) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("title", wanted.title());
        wanted.body().ifPresent(text -> body.put("body", text));
        body.put("labels", wanted.labels());
        body.put("assignees", wanted.assignees());
        var path = Repository.of(wanted.repository(), settings).path("/issues");
        return ToolResult.of(Shapes.issue(github.write("POST", path, body, call.credential())));
    }

    private ToolResult comment(NewComment wanted, ToolCall call) throws InterruptedException {
        var path = path(wanted.repository(), wanted.number()) + "/comments";
        return ToolResult.of(
                Shapes.comment(github.write("POST", path, Map.of("body", wanted.body()), call.credential())));
    }

    private ToolResult update(Changes changes, ToolCall call) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        changes.title().ifPresent(title -> body.put("title", title));
        changes.body().ifPresent(text -> body.put("body", text));
        changes.state().ifPresent(state -> body.put("state", state.name().toLowerCase(Locale.ROOT)));
        if (!changes.labels().isEmpty()) {
            body.put("labels", changes.labels());
        }
        if (!changes.assignees().isEmpty()) {
            body.put("assignees", changes.assignees());
        }
        if (body.isEmpty()) {
            throw GithubSettings.invalid("Give at least one thing to change.");
        }
        var path = path(changes.repository(), changes.number());
        return ToolResult.of(Shapes.issue(github.write("PATCH", path, body, call.credential())));
    }

    private String path(String repository, int number) {
        return Repository.of(repository, settings).path("/issues/" + positive(number));
    }

    static int positive(int number) {
        if (number < 1) {
            throw GithubSettings.invalid("number is 1 or more.");
        }
        return number;
    }

    static int limit(int limit) {
        if (limit < 1 || limit > 300) {
            throw GithubSettings.invalid("limit is 1 to 300.");
        }
        return limit;
    }
}
