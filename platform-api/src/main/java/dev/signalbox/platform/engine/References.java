package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Template.Malformed;
import dev.signalbox.platform.engine.Template.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the templates of a step refer to. */
final class References {

    private References() {}

    /** The steps it takes data from. */
    static Set<String> steps(Step step) {
        return of(step).stream()
                .filter(reference -> Set.of("steps", "body").contains(reference.root())
                        && reference.path().size() > 1)
                .map(reference -> reference.path().get(1))
                .collect(Collectors.toSet());
    }

    private static List<Reference> of(Step step) {
        List<Reference> references = new ArrayList<>();
        StepTemplates.of(step).values().forEach(value -> collect(value, references));
        return references;
    }

    private static void collect(JsonNode value, List<Reference> references) {
        if (value.isContainer()) {
            value.values().forEach(item -> collect(item, references));
        } else if (value.isString()) {
            try {
                references.addAll(Template.parse(value.stringValue()).references());
            } catch (Malformed _) {
                // Told as its own issue.
            }
        }
    }
}
