package dev.signalbox.connector.github;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import dev.signalbox.connector.testkit.LoopbackServer.Answer;
import dev.signalbox.connector.testkit.LoopbackServer.Seen;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

class GithubContractTest extends ConnectorContract {

    @BeforeEach
    void answer() {
        server.answers(GithubContractTest::answer);
    }

    private static Answer answer(Seen asked) {
        var path = asked.uri().getPath();
        if (path.contains("/contents/")) {
            return Answer.json(
                    200, "{\"type\": \"file\", \"encoding\": \"base64\", \"content\": \"aGVsbG8=\", \"sha\": \"s1\"}");
        }
        var list = asked.method().equals("GET") && path.matches(".*/(?:issues|pulls|files|comments)");
        var one = path.contains("/pulls") ? GithubServer.PULL : GithubServer.issue(1);
        return Answer.json(200, list ? "[" + one + "]" : one);
    }

    @Override
    protected String connector() {
        return "github";
    }

    @Override
    protected String settings() {
        return "{\"base_url\": \"%s\"}".formatted(server.address());
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                Example.of("github_issue_list", "{\"repository\": \"acme/shop\", \"labels\": [\"bug\"]}"),
                Example.of("github_issue_get", "{\"repository\": \"acme/shop\", \"number\": 1}"),
                Example.of("github_issue_create", "{\"repository\": \"acme/shop\", \"title\": \"Shelf\"}"),
                Example.of(
                        "github_issue_comment", "{\"repository\": \"acme/shop\", \"number\": 1, \"body\": \"Me too\"}"),
                Example.of(
                        "github_issue_update", "{\"repository\": \"acme/shop\", \"number\": 1, \"state\": \"closed\"}"),
                Example.of("github_pull_list", "{\"repository\": \"acme/shop\"}"),
                Example.of("github_pull_get", "{\"repository\": \"acme/shop\", \"number\": 5}"),
                Example.of("github_pull_files", "{\"repository\": \"acme/shop\", \"number\": 5}"),
                Example.of(
                        "github_pull_create",
                        "{\"repository\": \"acme/shop\", \"title\": \"Fill\", \"head\": \"fill\", \"base\": \"main\"}"),
                Example.of("github_pull_merge", "{\"repository\": \"acme/shop\", \"number\": 5, \"sha\": \"c0ffee\"}"),
                Example.of("github_file_get", "{\"repository\": \"acme/shop\", \"path\": \"README.md\"}"),
                Example.of(
                        "github_file_put",
                        "{\"repository\": \"acme/shop\", \"path\": \"a.md\", \"message\": \"m\", \"text\": \"t\"}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(
                Example.of("github_issue_get", "{\"repository\": \"acme/..\", \"number\": 1}"),
                Example.of("github_issue_update", "{\"repository\": \"acme/shop\", \"number\": 1}"),
                Example.of("github_file_get", "{\"repository\": \"acme/shop\", \"path\": \"../x\"}"),
                Example.of(
                        "github_file_put", "{\"repository\": \"acme/shop\", \"path\": \"a.md\", \"message\": \"m\"}"));
    }
}
