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
import org.jspecify.annotations.Nullable;

/** The tools for pull requests. */
final class Pulls {

    private final Github github;
    private final GithubSettings settings;

    Pulls(Github github, GithubSettings settings) {
        this.github = github;
        this.settings = settings;
    }

    enum Method {
        MERGE,
        SQUASH,
        REBASE
    }

    record Search(
            @Description(Issues.REPOSITORY) String repository,
            @Description("Which ones.") @Default("open") Issues.State state,
            @Description("Only those into this branch.") Optional<String> base,

            @Description("Only those from this branch, as owner:branch.")
            Optional<String> head,

            @Description(Issues.LIMIT) @Default("30") int limit) {}

    record FilesOf(
            @Description(Issues.REPOSITORY) String repository,
            @Description(Issues.NUMBER) int number,
            @Description(Issues.LIMIT) @Default("100") int limit) {}

    record NewPull(
            @Description(Issues.REPOSITORY) String repository,
            @Description("One line.") String title,

            @Description("The branch with the changes; owner:branch when it is in a fork.")
            String head,

            @Description("The branch they are for, such as main.")
            String base,

            @Description("Markdown.") Optional<String> body,

            @Description("Whether it is not ready yet.") @Default("false")
            boolean draft) {}

    record Merge(
            @Description(Issues.REPOSITORY) String repository,
            @Description(Issues.NUMBER) int number,
            @Description("How.") @Default("merge") Method method,

            @Description("The head_sha that was looked at: when the branch has moved since, nothing is merged.")
            String sha,

            @Description("First line of the commit.") Optional<String> title) {}

    List<Tool<?>> tools() {
        return List.of(
                Tool.of(
                        ToolDefinition.read(
                                "github_pull_list",
                                "List pull requests",
                                "Returns {pulls, has_more}, the newest first."),
                        Search.class,
                        this::list),
                Tool.of(
                        ToolDefinition.read(
                                "github_pull_get",
                                "Read a pull request",
                                "Returns a pull request: {number, title, state, body, head, head_sha, base, mergeable, …}. "
                                        + "mergeable is null while GitHub works it out."),
                        Issues.Numbered.class,
                        this::get),
                Tool.of(
                        ToolDefinition.read(
                                "github_pull_files",
                                "List the files of a pull request",
                                "Returns {files, has_more}: what a pull request changes, with patches."),
                        FilesOf.class,
                        this::files),
                Tool.of(
                        ToolDefinition.write(
                                "github_pull_create",
                                "Open a pull request",
                                "Opens a pull request and returns it with its number."),
                        NewPull.class,
                        this::create),
                Tool.of(
                        ToolDefinition.destructive(
                                "github_pull_merge",
                                "Merge a pull request",
                                "Merges a pull request at the head_sha that was looked at and returns {merged, sha}."),
                        Merge.class,
                        this::merge));
    }

    private ToolResult list(Search search, ToolCall call) throws InterruptedException {
        var query = new TreeMap<String, String>();
        query.put("state", search.state().wire());
        search.base().ifPresent(base -> query.put("base", base));
        search.head().ifPresent(head -> query.put("head", head));
        var limit = Issues.limit(search.limit());
        var path = Repository.of(search.repository(), settings).path("/pulls");
        var found = github.list(path, Github.paged(query, limit), limit, _ -> true, call.credential());
        return ToolResult.of(
                Map.of("pulls", found.items().stream().map(Shapes::pull).toList(), "has_more", found.hasMore()));
    }

    private ToolResult get(Issues.Numbered wanted, ToolCall call) throws InterruptedException {
        var path = path(wanted.repository(), wanted.number(), "");
        return ToolResult.of(Shapes.pull(github.get(path, Map.of(), call.credential())));
    }

    private ToolResult files(FilesOf wanted, ToolCall call) throws InterruptedException {
        var limit = Issues.limit(wanted.limit());
        var path = path(wanted.repository(), wanted.number(), "/files");
        var found = github.list(path, Github.paged(Map.of(), limit), limit, _ -> true, call.credential());
        return ToolResult.of(
                Map.of("files", found.items().stream().map(Shapes::changedFile).toList(), "has_more", found.hasMore()));
    }

    private ToolResult create(NewPull wanted, ToolCall call) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("title", wanted.title());
        body.put("head", wanted.head());
        body.put("base", wanted.base());
        body.put("draft", wanted.draft());
        wanted.body().ifPresent(text -> body.put("body", text));
        var path = Repository.of(wanted.repository(), settings).path("/pulls");
        return ToolResult.of(Shapes.pull(github.write("POST", path, body, call.credential())));
    }

    private ToolResult merge(Merge wanted, ToolCall call) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("merge_method", wanted.method().name().toLowerCase(Locale.ROOT));
        body.put("sha", wanted.sha());
        wanted.title().ifPresent(title -> body.put("commit_title", title));
        var answer = github.write("PUT", path(wanted.repository(), wanted.number(), "/merge"), body, call.credential());
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("merged", answer.get("merged"));
        result.put("sha", answer.text("sha"));
        return ToolResult.of(result);
    }

    private String path(String repository, int number, String below) {
        return Repository.of(repository, settings).path("/pulls/" + Issues.positive(number) + below);
    }
}
