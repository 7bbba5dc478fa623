package dev.signalbox.connector.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Description;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools for files. */
final class Files {

    private final Github github;
    private final GithubSettings settings;

    Files(Github github, GithubSettings settings) {
        this.github = github;
        this.settings = settings;
    }

    record Read(
            @Description(Issues.REPOSITORY) String repository,

            @Description("From the root of the repository, such as docs/index.md.")
            String path,

            @Description("A branch, a tag or a commit. Empty: the default branch.")
            Optional<String> ref) {}

    record Write(
            @Description(Issues.REPOSITORY) String repository,

            @Description("From the root of the repository, such as docs/index.md.")
            String path,

            @Description("The message of the commit.") String message,
            @Description("The whole new content as text.") Optional<String> text,

            @Description("The whole new content as base64, instead of text.")
            Optional<String> base64,

            @Description("Empty: the default branch.") Optional<String> branch,

            @Description("The sha that github_file_get gave; without it only a file that is not there yet is written.")
            Optional<String> sha) {}

    List<Tool<?>> tools() {
        return List.of(
                Tool.of(
                        ToolDefinition.read(
                                "github_file_get",
                                "Read a file",
                                "Returns {path, sha, size, text}, or base64 instead of text when the file is no text. "
                                        + "The sha is what github_file_put wants."),
                        Read.class,
                        this::get),
                Tool.of(
                        ToolDefinition.write(
                                "github_file_put",
                                "Write a file",
                                "Commits one file and returns {path, sha, commit}. "
                                        + "A file that was changed since it was read is a conflict."),
                        Write.class,
                        this::put));
    }

    private ToolResult get(Read wanted, ToolCall call) throws InterruptedException {
        var path = Repository.of(wanted.repository(), settings).file(wanted.path());
        var query = wanted.ref().map(ref -> Map.of("ref", ref)).orElse(Map.of());
        var file = github.get(path, query, call.credential());
        if (!"file".equals(file.text("type"))) {
            throw GithubSettings.invalid(wanted.path() + " is a folder or a link, not a file.");
        }
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("path", file.text("path"));
        result.put("sha", file.text("sha"));
        result.put("size", file.get("size"));
        putContent(result, file);
        return ToolResult.of(result);
    }

    private static void putContent(Map<String, @Nullable Object> result, Json file) {
        var content = file.text("content");
        if (!"base64".equals(file.text("encoding")) || content == null) {
            throw new ToolException(Reason.UPSTREAM_FAILED, "GitHub does not give files of this size with content.");
        }
        var bytes = Base64.getMimeDecoder().decode(content);
        try {
            result.put("text", UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            result.put("base64", Base64.getEncoder().encodeToString(bytes));
        }
    }

    private ToolResult put(Write wanted, ToolCall call) throws InterruptedException {
        if (wanted.text().isPresent() == wanted.base64().isPresent()) {
            throw GithubSettings.invalid("Give either text or base64.");
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("message", wanted.message());
        body.put(
                "content", wanted.base64().orElseGet(() -> encoded(wanted.text().orElse(""))));
        wanted.branch().ifPresent(branch -> body.put("branch", branch));
        wanted.sha().ifPresent(sha -> body.put("sha", sha));
        var path = Repository.of(wanted.repository(), settings).file(wanted.path());
        var answer = github.write("PUT", path, body, call.credential());
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("path", answer.in("content").text("path"));
        result.put("sha", answer.in("content").text("sha"));
        result.put("commit", answer.in("commit").text("sha"));
        return ToolResult.of(result);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
