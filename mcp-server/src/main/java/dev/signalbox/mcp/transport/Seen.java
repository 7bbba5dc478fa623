package dev.signalbox.mcp.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a caller sees at one moment, as far as a listener wants to know; null where they do not. */
record Seen(
        @Nullable ObjectNode tools,
        @Nullable ObjectNode prompts,
        @Nullable ObjectNode resources,
        Map<String, ObjectNode> contents) {

    /** What to tell whoever saw the other before. */
    List<ObjectNode> since(Seen before) {
        var news = new ArrayList<ObjectNode>();
        differs(before.tools, tools, Notices.TOOLS_CHANGED, news);
        differs(before.prompts, prompts, Notices.PROMPTS_CHANGED, news);
        differs(before.resources, resources, Notices.RESOURCES_CHANGED, news);
        contents.forEach((uri, content) -> {
            ObjectNode old = before.contents.get(uri);
            if (old != null && !old.equals(content)) {
                news.add(Notices.resourceUpdated(uri));
            }
        });
        return news;
    }

    private static void differs(
            @Nullable ObjectNode before, @Nullable ObjectNode now, String notice, List<ObjectNode> news) {
        if (before != null && now != null && !before.equals(now)) {
            news.add(Notices.of(notice));
        }
    }
}
