package dev.signalbox.platform.plugins;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import jakarta.annotation.PreDestroy;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Loads the operator's plugins at start and knows which connectors they bring. Thread-safe. */
@Component
public class PluginHost {

    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private final PluginJars jars;
    private volatile SortedMap<String, InstalledConnector> connectors;

    PluginHost(PluginSettings settings) {
        this.jars = new PluginJars(settings.folder());
        this.connectors = load(settings);
    }

    /** In the order of their ids. */
    public Collection<InstalledConnector> connectors() {
        return connectors.values();
    }

    public Optional<InstalledConnector> find(String connectorId) {
        return Optional.ofNullable(connectors.get(connectorId));
    }

    @PreDestroy
    void unload() {
        connectors = new TreeMap<>();
        jars.unloadAll();
    }

    private SortedMap<String, InstalledConnector> load(PluginSettings settings) {
        var found = new TreeMap<String, InstalledConnector>();
        if (!Files.isDirectory(settings.folder())) {
            log.warn("There is no plugin folder {}, so there are no connectors", settings.folder());
            return found;
        }
        jars.loadPlugins();
        jars.startPlugins();
        jars.getStartedPlugins().forEach(plugin -> add(plugin, found));
        log.info("Connectors {} were loaded from {}", found.keySet(), settings.folder());
        return found;
    }

    /** A plugin that breaks the contract is left out; the others and the platform still work. */
    private static void add(PluginWrapper plugin, SortedMap<String, InstalledConnector> found) {
        try {
            factories(plugin)
                    .map(factory -> InstalledConnector.of(
                            plugin.getPluginId(), plugin.getDescriptor().getVersion(), factory))
                    .toList()
                    .forEach(connector -> addOnce(connector, found));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            log.error("Plugin {} breaks the contract and is left out", plugin.getPluginId(), e);
        }
    }

    private static Stream<? extends ConnectorFactory<?>> factories(PluginWrapper plugin) {
        return ServiceLoader.load(ConnectorPlugin.class, plugin.getPluginClassLoader()).stream()
                .filter(provider -> provider.type().getClassLoader() == plugin.getPluginClassLoader())
                .map(ServiceLoader.Provider::get)
                .flatMap(brought -> brought.connectors().stream());
    }

    private static void addOnce(InstalledConnector connector, SortedMap<String, InstalledConnector> found) {
        var first = found.putIfAbsent(connector.info().id(), connector);
        if (first != null) {
            log.error(
                    "Plugin {} brings connector {}, which plugin {} already brings; it is left out",
                    connector.pluginId(),
                    connector.info().id(),
                    first.pluginId());
        }
    }
}
