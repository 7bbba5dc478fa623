package dev.signalbox.console.platform;

import java.util.List;
import java.util.Set;

/** What a scope allows, in words; grouped the way people choose them. */
public record ScopeText(String scope, String allows) {

    public record Group(String name, List<ScopeText> scopes) {}

    /** What an agent in an editor needs to list, run and answer, and no more. */
    public static final Set<String> FOR_AN_AGENT = Set.of(
            "workflow:read",
            "workflow:edit",
            "workflow:run",
            "task:read",
            "task:complete",
            "mcp:read",
            "mcp:execute",
            "analytics:read");

    private static final Set<String> SENSITIVE = Set.of("vault:write", "pat:write", "llm:write", "billing:write");

    public static final List<Group> ALL = List.of(
            new Group(
                    "Workflows and runs",
                    List.of(
                            new ScopeText("workflow:read", "See workflows, runs and their events"),
                            new ScopeText("workflow:edit", "Change drafts and publish versions"),
                            new ScopeText("workflow:run", "Start, pause, resume and stop runs"),
                            new ScopeText("task:read", "See what waits for a person"),
                            new ScopeText("task:complete", "Answer what waits"),
                            new ScopeText("analytics:read", "Read reports"))),
            new Group(
                    "Connectors and tools",
                    List.of(
                            new ScopeText("mcp:read", "See connectors and their tools"),
                            new ScopeText("mcp:execute", "Call tools"),
                            new ScopeText("mcp:write", "Install and configure connectors"),
                            new ScopeText("agent:read", "See agents"),
                            new ScopeText("agent:write", "Change agents"))),
            new Group(
                    "Knowledge and files",
                    List.of(
                            new ScopeText("memory:read", "Search memory"),
                            new ScopeText("memory:write", "Propose memory items"),
                            new ScopeText("chat:read", "Read conversations"),
                            new ScopeText("chat:write", "Take part in conversations"),
                            new ScopeText("work:read", "Read work files"),
                            new ScopeText("work:write", "Write work files"),
                            new ScopeText("queue:read", "Read work queues"),
                            new ScopeText("queue:write", "Change work queues"),
                            new ScopeText("pause:read", "See questions to people"),
                            new ScopeText("pause:write", "Ask people questions"))),
            new Group(
                    "Secrets and keys",
                    List.of(
                            new ScopeText("vault:read", "List secrets, without their values"),
                            new ScopeText("vault:write", "Store and replace secrets"),
                            new ScopeText("vault:reveal", "Read the value of a secret"),
                            new ScopeText("llm:read", "List model keys"),
                            new ScopeText("llm:write", "Store model keys"),
                            new ScopeText("llm:reveal", "Read a model key"),
                            new ScopeText("pat:read", "List your tokens"),
                            new ScopeText("pat:write", "Create and revoke your tokens"),
                            new ScopeText("webhook:manage", "Manage inbound webhooks"))),
            new Group(
                    "The workspace",
                    List.of(
                            new ScopeText("audit:read", "Read the audit log"),
                            new ScopeText("billing:read", "See credits and budgets"),
                            new ScopeText("billing:write", "Top up and set budgets"),
                            new ScopeText("member:manage", "Invite people and change roles"),
                            new ScopeText("project:manage", "Create and change projects"),
                            new ScopeText("tenant:manage", "Change the workspace"),
                            new ScopeText("plugin:manage", "Install plugins"))));

    /** All there are. */
    public static List<String> scopes() {
        return ALL.stream()
                .flatMap(group -> group.scopes().stream())
                .map(ScopeText::scope)
                .toList();
    }

    public boolean reads() {
        return scope.endsWith(":read");
    }

    /** What lets somebody else take over: it shows secrets, or makes new keys and members. */
    public boolean opensDoors() {
        return scope.endsWith(":reveal") || scope.endsWith(":manage") || SENSITIVE.contains(scope);
    }
}
