package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * What a connected client could ask its person for. Only where nothing but a scope it was not granted keeps a tool from it: which
 * scopes there are is public, and a tool that is hidden for any other reason stays like one that was never written.
 */
@Component
public class StepUp {

    private final Catalogue catalogue;
    private final Deployment deployment;

    StepUp(Catalogue catalogue, Deployment deployment) {
        this.catalogue = catalogue;
        this.deployment = deployment;
    }

    /** What it was granted and the scope of this tool; empty when asking would not help. */
    public Optional<Collection<String>> scopesFor(String tool, Caller caller) {
        Set<String> granted = caller.granted();
        if (granted == null) {
            return Optional.empty();
        }
        return catalogue.tools().stream()
                .filter(deployment::serves)
                .filter(known -> known.name().equals(tool))
                .map(CatalogTool::facts)
                .filter(facts -> !facts.scope().isEmpty() && !granted.contains(facts.scope()))
                .filter(facts -> !caller.readOnly() || facts.readOnly())
                .filter(facts -> caller.groups().isEmpty()
                        ? facts.group().byDefault()
                        : caller.groups().contains(facts.group().wire()))
                .findFirst()
                .map(facts -> both(granted, facts.scope()));
    }

    private static Collection<String> both(Set<String> granted, String missing) {
        var all = new TreeSet<>(granted);
        all.add(missing);
        return List.copyOf(all);
    }
}
