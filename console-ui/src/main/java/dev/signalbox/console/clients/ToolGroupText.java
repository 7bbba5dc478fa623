package dev.signalbox.console.clients;

import java.util.Map;
import java.util.Set;

/** What a group of tools is about, in words. */
final class ToolGroupText {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("core", "Workflows, runs, tasks and reports"),
            Map.entry("catalog", "Any listed operation of the API"),
            Map.entry("memory", "Memory"),
            Map.entry("files", "Files"),
            Map.entry("chat", "Conversations"),
            Map.entry("websocket", "Watching runs live"),
            Map.entry("runs", "Guided runs"),
            Map.entry("hosted", "Workflows step by step"),
            Map.entry("pauses", "Questions to people"),
            Map.entry("queue", "Work queues"),
            Map.entry("connectors", "Connected systems"),
            Map.entry("vault", "Secrets"),
            Map.entry("pat", "Access tokens"),
            Map.entry("inbound", "Inbound webhooks"),
            Map.entry("llm_keys", "Model keys"));

    /** What a client sees that asks for nothing: the others hold near-twins of these, or secrets. */
    private static final Set<String> USUAL =
            Set.of("core", "catalog", "memory", "files", "chat", "websocket", "connectors");

    private ToolGroupText() {}

    static boolean usual(String group) {
        return USUAL.contains(group);
    }

    static String of(String group) {
        return WORDS.getOrDefault(group, group);
    }
}
