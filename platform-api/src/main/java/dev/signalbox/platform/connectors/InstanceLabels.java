package dev.signalbox.platform.connectors;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the tools of an instance are called by where the tools of several meet: {@code my_github__list_issues}. Of two instances whose
 * names read alike the older one has the plain label, so that a new one renames nobody's tools. Holds no two underscores in a row.
 */
final class InstanceLabels {

    private static final int LONGEST = 30;
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    private final Map<ConnectorInstance.Id, String> labels = new HashMap<>();

    /** @param instances all of one project, those that are disabled too */
    InstanceLabels(List<ConnectorInstance> instances) {
        instances.stream()
                .sorted(Comparator.comparing(ConnectorInstance::createdAt)
                        .thenComparing(instance -> instance.id().toString()))
                .forEach(this::add);
    }

    String of(ConnectorInstance instance, String tool) {
        return labels.getOrDefault(instance.id(), plain(instance)) + "__" + tool;
    }

    private void add(ConnectorInstance instance) {
        var label = plain(instance);
        labels.put(
                instance.id(),
                labels.containsValue(label)
                        ? label + "_" + instance.id().toString().substring(0, 6)
                        : label);
    }

    private static String plain(ConnectorInstance instance) {
        var label = words(instance.name());
        return label.isEmpty() || Character.isDigit(label.charAt(0))
                ? cut((words(instance.connectorId()) + "_" + label).replaceFirst("_$", ""))
                : cut(label);
    }

    private static String words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return EDGES.matcher(FOREIGN.matcher(plain.replaceAll("\\p{M}+", "")).replaceAll("_"))
                .replaceAll("");
    }

    private static String cut(String label) {
        return label.length() <= LONGEST
                ? label
                : EDGES.matcher(label.substring(0, LONGEST)).replaceAll("");
    }
}
