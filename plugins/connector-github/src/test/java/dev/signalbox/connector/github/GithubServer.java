package dev.signalbox.connector.github;

import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.LoopbackServer.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Answers in the shapes that GitHub's public documentation describes. */
final class GithubServer implements AutoCloseable {

    static final String ISSUE = """
            {"id": 1, "number": %d, "title": "Shelf is empty", "state": "open", "state_reason": null,
             "html_url": "https://github.example/acme/shop/issues/%1$d", "user": {"login": "ann", "id": 7},
             "labels": [{"id": 3, "name": "bug", "color": "f00"}], "assignees": [{"login": "bob"}],
             "body": "Again.", "comments": 2, "locked": false,
             "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-02T00:00:00Z", "closed_at": null}""";

    static final String PULL = """
            {"number": 5, "title": "Fill the shelf", "state": "open", "draft": false, "merged": false,
             "mergeable": true, "html_url": "https://github.example/acme/shop/pull/5", "user": {"login": "bob"},
             "head": {"ref": "fill", "sha": "c0ffee"}, "base": {"ref": "main", "sha": "beef"}, "labels": [],
             "body": null, "merged_at": null, "created_at": "2026-01-01T00:00:00Z",
             "updated_at": "2026-01-01T00:00:00Z"}""";

    final LoopbackServer http;
    private final Map<String, Answer> answers = new TreeMap<>();

    GithubServer() throws IOException {
        http = new LoopbackServer();
        http.answers(seen -> answers.getOrDefault(
                seen.method() + " " + seen.uri(), Answer.json(404, "{\"message\": \"Not Found\"}")));
    }

    static String issue(int number) {
        return ISSUE.formatted(number);
    }

    void answers(String request, Answer answer) {
        answers.put(request, answer);
    }

    void answers(String request, String json) {
        answers(request, Answer.json(200, json));
    }

    void answers(String request, Map<String, String> headers, String json) {
        var all = new TreeMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        answers(request, new Answer(200, all, json));
    }

    @Override
    public void close() {
        http.close();
    }
}
