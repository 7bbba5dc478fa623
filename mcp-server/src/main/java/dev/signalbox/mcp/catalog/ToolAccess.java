package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Guarantee: what a caller is shown is exactly what they can call. List and call both ask {@link #of}; a tool outside
 * of it is as good as
 * one that was never written.
 */
@Component
public class ToolAccess {

    private final Catalogue catalogue;
    private final Deployment deployment;

    ToolAccess(Catalogue catalogue, Deployment deployment) {
        this.catalogue = catalogue;
        this.deployment = deployment;
    }

    /** @throws UnknownNameException when the narrowing names what this caller cannot see anyway */
    public Visible of(Caller caller, Narrowing narrowing) {
        List<CatalogTool> held =
                catalogue.tools().stream().filter(isHeldBy(caller)).toList();
        requireKnown(held, narrowing);
        return new Visible(held.stream()
                .filter(isAskedForBy(caller, narrowing))
                .filter(narrowing::keeps)
                .toList());
    }

    /** The scopes that open something here, for a caller who holds none of them. */
    public List<String> scopes() {
        return catalogue.tools().stream()
                .filter(deployment::serves)
                .flatMap(tool -> tool.scopes().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Near-twins and secrets are not shown to whoever does not ask: by the request, or by the token. */
    private static Predicate<CatalogTool> isAskedForBy(Caller caller, Narrowing narrowing) {
        boolean asked = caller.onlyRuns()
                || !caller.groups().isEmpty()
                || !narrowing.groups().isEmpty()
                || !narrowing.tools().isEmpty();
        return tool -> asked || tool.facts().group().byDefault();
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

    private void requireKnown(List<CatalogTool> held, Narrowing narrowing) {
        Set<String> groups =
                Set.copyOf(deployment.groups().stream().map(ToolGroup::wire).toList());
        requireKnown("groups", narrowing.groups(), groups);
        requireKnown(
                "tools",
                narrowing.tools(),
                Set.copyOf(held.stream().map(CatalogTool::name).toList()));
    }

    private static void requireKnown(String parameter, Set<String> asked, Set<String> known) {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new UnknownNameException(parameter, name);
            }
        }
    }

    /** The tools of one request, in the order of the catalogue. */
    public record Visible(List<CatalogTool> tools) {

        public Optional<CatalogTool> find(String name) {
            return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
        }
    }
}
