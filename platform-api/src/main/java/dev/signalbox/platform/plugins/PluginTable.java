package dev.signalbox.platform.plugins;

import dev.signalbox.platform.plugins.FoundJar.Refused;
import dev.signalbox.platform.plugins.FoundJar.Sound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which plugin serves under each id, and what became of every jar. Of several versions the highest serves; when it cannot, the
 * next one does, so that a broken version does not take away the one that works.
 */
record PluginTable(
        List<LoadedPlugin> plugins, SortedMap<String, InstalledConnector> connectors, List<PluginStatus> statuses) {

    static final PluginTable EMPTY = new PluginTable(List.of(), new TreeMap<>(), List.of());

    static PluginTable of(Collection<FoundJar> files, PluginTable before) {
        var next = new Draft(before);
        files.stream()
                .filter(Refused.class::isInstance)
                .map(Refused.class::cast)
                .forEach(next::refuse);
        var byId = new TreeMap<String, List<Sound>>(next.servingFirst());
        files.stream().filter(Sound.class::isInstance).map(Sound.class::cast).forEach(jar -> byId.computeIfAbsent(
                        jar.pluginId(), _ -> new ArrayList<>())
                .add(jar));
        byId.values().forEach(jars -> next.choose(jars, byId.keySet()));
        return next.table();
    }

    List<LoadedPlugin> goneIn(PluginTable next) {
        return plugins.stream().filter(plugin -> !next.plugins.contains(plugin)).toList();
    }

    private Optional<LoadedPlugin> serving(String pluginId) {
        return plugins.stream()
                .filter(plugin -> plugin.jar().pluginId().equals(pluginId))
                .findFirst();
    }

    /** The next table while it is made. */
    private static final class Draft {

        private final PluginTable before;
        private final List<LoadedPlugin> plugins = new ArrayList<>();
        private final SortedMap<String, InstalledConnector> connectors = new TreeMap<>();
        private final List<PluginStatus> statuses = new ArrayList<>();

        Draft(PluginTable before) {
            this.before = before;
        }

        PluginTable table() {
            return new PluginTable(plugins, connectors, statuses);
        }

        /** Who serves already keeps its connectors against a newcomer that brings the same. */
        Comparator<String> servingFirst() {
            return Comparator.<String, Boolean>comparing(
                            id -> before.serving(id).isEmpty())
                    .thenComparing(Comparator.naturalOrder());
        }

        void refuse(Refused jar) {
            statuses.add(PluginStatus.refused(jar));
        }

        /** The highest version first; of two files with one version the one that serves, then by name. */
        void choose(List<Sound> jars, Set<String> present) {
            var serving = before.serving(jars.getFirst().pluginId()).orElse(null);
            jars.sort(Comparator.comparing(Sound::version)
                    .reversed()
                    .thenComparing(jar -> !isSame(serving, jar))
                    .thenComparing(Sound::file));
            Sound chosen = null;
            for (var jar : jars) {
                if (chosen == null) {
                    chosen = serve(jar, serving, present) ? jar : null;
                } else {
                    statuses.add(
                            chosen.version().equals(jar.version())
                                    ? PluginStatus.refused(jar, twice(chosen))
                                    : PluginStatus.replaced(jar, chosen));
                }
            }
        }

        private boolean serve(Sound jar, @Nullable LoadedPlugin serving, Set<String> present) {
            try {
                add(serving != null && isSame(serving, jar) ? serving : loaded(jar, present));
                statuses.add(PluginStatus.serving(plugins.getLast()));
                return true;
            } catch (PluginRefusedException e) {
                statuses.add(PluginStatus.refused(jar, String.valueOf(e.getMessage())));
                return false;
            }
        }

        private void add(LoadedPlugin plugin) {
            plugins.add(plugin);
            plugin.connectors()
                    .forEach(connector -> connectors.put(connector.info().id(), connector));
        }

        private LoadedPlugin loaded(Sound jar, Set<String> present) throws PluginRefusedException {
            var plugin = LoadedPlugin.load(jar);
            for (var id : plugin.connectorIds()) {
                var owner = owner(id).filter(other -> !other.equals(jar.pluginId()) && present.contains(other));
                if (owner.isPresent()) {
                    plugin.retire();
                    plugin.unloadAfterLastCall(() -> {});
                    throw new PluginRefusedException(
                            "It brings the connector %s, which plugin %s already brings.".formatted(id, owner.get()));
                }
            }
            return plugin;
        }

        private Optional<String> owner(String connectorId) {
            return Stream.of(connectors, before.connectors)
                    .flatMap(known -> Stream.ofNullable(known.get(connectorId)))
                    .map(InstalledConnector::pluginId)
                    .findFirst();
        }

        private static boolean isSame(@Nullable LoadedPlugin serving, Sound jar) {
            return serving != null && serving.jar().digest().equals(jar.digest());
        }

        private static String twice(Sound first) {
            return "There is a plugin %s %s already, in %s.".formatted(first.pluginId(), first.version(), first.file());
        }
    }
}
