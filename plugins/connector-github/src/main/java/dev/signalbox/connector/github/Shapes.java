package dev.signalbox.connector.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of GitHub's long answers a tool gives on, under names that stay. */
final class Shapes {

    private Shapes() {}

    static Map<String, @Nullable Object> issue(Json issue) {
        var shape = head(issue);
        shape.put("state_reason", issue.text("state_reason"));
        shape.put("labels", issue.each("labels", "name"));
        shape.put("assignees", issue.each("assignees", "login"));
        shape.put("comments", issue.get("comments"));
        shape.put("closed_at", issue.text("closed_at"));
        return shape;
    }

    static Map<String, @Nullable Object> pull(Json pull) {
        var shape = head(pull);
        shape.put("draft", pull.get("draft"));
        shape.put("head", pull.in("head").text("ref"));
        shape.put("head_sha", pull.in("head").text("sha"));
        shape.put("base", pull.in("base").text("ref"));
        shape.put("labels", pull.each("labels", "name"));
        shape.put("merged", pull.has("merged") ? pull.get("merged") : pull.has("merged_at"));
        shape.put("mergeable", pull.get("mergeable"));
        shape.put("merged_at", pull.text("merged_at"));
        return shape;
    }

    static Map<String, @Nullable Object> comment(Json comment) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("id", comment.get("id"));
        shape.put("url", comment.text("html_url"));
        shape.put("author", comment.in("user").text("login"));
        shape.put("body", comment.text("body"));
        shape.put("created_at", comment.text("created_at"));
        return shape;
    }

    static Map<String, @Nullable Object> changedFile(Json file) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        for (var name : List.of("filename", "status", "additions", "deletions", "previous_filename", "patch")) {
            shape.put(name, file.get(name));
        }
        return shape;
    }

    private static Map<String, @Nullable Object> head(Json item) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("number", item.get("number"));
        shape.put("title", item.text("title"));
        shape.put("state", item.text("state"));
        shape.put("url", item.text("html_url"));
        shape.put("author", item.in("user").text("login"));
        shape.put("body", item.text("body"));
        shape.put("created_at", item.text("created_at"));
        shape.put("updated_at", item.text("updated_at"));
        return shape;
    }
}
