package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Guarantee: what a caller is shown is exactly what they can call. List and call both ask {@link #of}; a tool outside
 * of it is as good as
 * one that was never written.
 */
@Component
public class ToolAccess {

    private static final String EXECUTE = "mcp:execute";
    private static final String READ_QUEUE = "queue:read";
    private static final String WRITE_QUEUE = "queue:write";

    private final Catalogue catalogue;
    private final ConnectedTools connected;
    private final Deployment deployment;

    ToolAccess(Catalogue catalogue, ConnectedTools connected, Deployment deployment) {
        this.catalogue = catalogue;
        this.connected = connected;
        this.deployment = deployment;
    }

    /** @return fails with {@link UnknownNameException} when the narrowing names what this caller cannot see anyway */
    public Mono<Visible> of(Caller caller, Narrowing narrowing) {
        Predicate<CatalogTool> held = isHeldBy(caller);
        Predicate<CatalogTool> shown = held.and(isAskedForBy(caller, narrowing)).and(narrowing::keeps);
        Set<String> others = without(narrowing.tools(), held);
        Mono<List<CatalogTool>> rest =
                others.isEmpty() ? Mono.just(List.of()) : connected(caller, Narrowing.ofTools(narrowing.tools()));
        return rest.map(found -> {
            if (!narrowing.groups().isEmpty()) {
                requireKnown("groups", narrowing.groups(), groups());
            }
            requireKnown("tools", others, names(found));
            return new Visible(catalogue, shown, connected(caller, narrowing));
        });
    }

    /**
     * The tools of one instance of a connector, under their own names.
     *
     * @return fails as the other does, and with {@link UnknownInstanceException}
     */
    public Mono<Visible> ofInstance(Caller caller, Narrowing narrowing, String instance) {
        return connected.ofInstance(caller, instance).map(all -> {
            List<CatalogTool> held = all.stream().filter(isHeldBy(caller)).toList();
            requireKnown("groups", narrowing.groups(), Set.of(ToolGroup.CONNECTORS.wire()));
            requireKnown("tools", narrowing.tools(), names(held));
            return new Visible(
                    Catalogue.EMPTY,
                    narrowing::keeps,
                    Mono.just(held.stream().filter(narrowing::keeps).toList()));
        });
    }

    /** Whether anything at all may be there for the caller. */
    public boolean opensAny(Caller caller) {
        return catalogue.tools().stream().anyMatch(isHeldBy(caller))
                || opensConnectors(caller)
                || opens(ToolGroup.QUEUE, READ_QUEUE, caller);
    }

    public boolean opensConnectors(Caller caller) {
        return opens(ToolGroup.CONNECTORS, EXECUTE, caller);
    }

    /** The scopes that open something here, for a caller who holds none of them. */
    public List<String> scopes() {
        Stream<String> written =
                catalogue.tools().stream().filter(deployment::serves).flatMap(tool -> tool.scopes().stream());
        return Stream.concat(written, connectedScopes()).distinct().sorted().toList();
    }

    private Stream<String> connectedScopes() {
        Stream<String> connectors = deployment.serves(ToolGroup.CONNECTORS) ? Stream.of(EXECUTE) : Stream.empty();
        Stream<String> queue = deployment.serves(ToolGroup.QUEUE) ? Stream.of(READ_QUEUE, WRITE_QUEUE) : Stream.empty();
        return Stream.concat(connectors, queue);
    }

    /** Asked for only when somebody wants to know, since the platform has to be asked. */
    private Mono<List<CatalogTool>> connected(Caller caller, Narrowing narrowing) {
        Mono<List<CatalogTool>> queue = wants(ToolGroup.QUEUE, READ_QUEUE, caller, narrowing)
                ? connected.ofQueue(caller)
                : Mono.just(List.of());
        Mono<List<CatalogTool>> connectors = wants(ToolGroup.CONNECTORS, EXECUTE, caller, narrowing)
                ? connected.ofProject(caller)
                : Mono.just(List.of());
        return Mono.zip(queue, connectors, (first, second) -> Stream.concat(first.stream(), second.stream())
                .filter(isHeldBy(caller))
                .filter(narrowing::keeps)
                .toList());
    }

    private boolean wants(ToolGroup group, String scope, Caller caller, Narrowing narrowing) {
        return opens(group, scope, caller)
                && (asks(caller, narrowing) || group.byDefault())
                && (narrowing.groups().isEmpty() || narrowing.groups().contains(group.wire()));
    }

    private boolean opens(ToolGroup group, String scope, Caller caller) {
        return deployment.serves(group)
                && !caller.onlyRuns()
                && caller.rights().contains(scope)
                && (caller.groups().isEmpty() || caller.groups().contains(group.wire()));
    }

    /** Near-twins and secrets are not shown to whoever does not ask: by the request, or by the token. */
    private static Predicate<CatalogTool> isAskedForBy(Caller caller, Narrowing narrowing) {
        boolean asked = asks(caller, narrowing);
        return tool -> asked || tool.facts().group().byDefault();
    }

    private static boolean asks(Caller caller, Narrowing narrowing) {
        return caller.onlyRuns()
                || !caller.groups().isEmpty()
                || !narrowing.groups().isEmpty()
                || !narrowing.tools().isEmpty();
    }

    private Predicate<CatalogTool> isHeldBy(Caller caller) {
        return tool -> deployment.serves(tool)
                && (!caller.onlyRuns() || tool.facts().group() == ToolGroup.RUNS)
                && (tool.facts().scope().isEmpty()
                        || caller.rights().contains(tool.facts().scope()))
                && (caller.groups().isEmpty()
                        || caller.groups().contains(tool.facts().group().wire()))
                && (!caller.readOnly() || tool.facts().readOnly());
    }

    private Set<String> groups() {
        return deployment.groups().stream().map(ToolGroup::wire).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> names(List<CatalogTool> tools) {
        return tools.stream().map(CatalogTool::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that are no tools of this program, or not for whom it holds them. */
    private Set<String> without(Set<String> names, Predicate<CatalogTool> held) {
        return names.stream()
                .filter(name -> catalogue.find(name).filter(held).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void requireKnown(String parameter, Set<String> asked, Set<String> known) {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new UnknownNameException(parameter, name);
            }
        }
    }

    /**
     * The tools of one request, in the order of the catalogue, those of connectors at the end.
     *
     * @param catalogue those that this program knows by itself, seen or not
     * @param shown which of them are seen; a call looks at the one it names, not at all of them
     * @param connected the others
     */
    public record Visible(Catalogue catalogue, Predicate<CatalogTool> shown, Mono<List<CatalogTool>> connected) {

        public Mono<List<CatalogTool>> all() {
            return connected.map(
                    others -> Stream.concat(catalogue.tools().stream().filter(shown), others.stream())
                            .toList());
        }

        /** Of those that this program knows by itself. */
        public Optional<CatalogTool> find(String name) {
            return catalogue.find(name).filter(shown);
        }

        /** Empty when there is none of that name. */
        public Mono<CatalogTool> seek(String name) {
            return Mono.justOrEmpty(find(name))
                    .switchIfEmpty(connected.flatMap(others -> Mono.justOrEmpty(others.stream()
                            .filter(tool -> tool.name().equals(name))
                            .findFirst())));
        }
    }
}
