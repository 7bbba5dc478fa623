package dev.signalbox.platform.plugins;

import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Knows which connectors the operator's plugins bring, now. A jar that comes into the folder serves new calls as soon as it is
 * loaded; the one it replaces ends its calls and is unloaded. What cannot be loaded changes nothing for the others. Thread-safe.
 */
@Component
public class PluginHost {

    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private final ApplicationEventPublisher events;
    private final PluginFolder folder;
    private final ReentrantLock changing = new ReentrantLock();
    private final List<LoadedPlugin> draining = new CopyOnWriteArrayList<>();
    private Map<String, FoundJar> files = Map.of();
    private boolean stopping;
    private volatile PluginTable table = PluginTable.EMPTY;

    PluginHost(PluginSettings settings, ApplicationEventPublisher events) {
        this.events = events;
        var signature = JarSignature.by(settings.certificates(), settings.allowUnsigned());
        this.folder = new PluginFolder(settings.folder(), new JarCheck(signature));
        look();
    }

    /** These take no new calls; whoever keeps some of them open closes them after the last call. */
    public record Retired(Set<InstalledConnector> connectors) {}

    /** In the order of their ids. */
    public Collection<InstalledConnector> connectors() {
        return table.connectors().values();
    }

    public Optional<InstalledConnector> find(String connectorId) {
        return Optional.ofNullable(table.connectors().get(connectorId));
    }

    /** Of every jar in the folder, and of those that have gone and are still at work. */
    List<PluginStatus> statuses() {
        return Stream.concat(table.statuses().stream(), draining.stream().map(PluginStatus::draining))
                .toList();
    }

    /** Takes in what has changed in the folder. Blocks for as long as plugins take to load. */
    final void look() {
        changing.lock();
        try {
            var found = stopping ? files : folder.look(files);
            if (!found.equals(files)) {
                var next = PluginTable.of(found.values(), table);
                files = found;
                change(next);
            }
        } finally {
            changing.unlock();
        }
    }

    @PreDestroy
    void unload() {
        changing.lock();
        try {
            // Open connectors were closed before: they go first, since they depend on this.
            stopping = true;
            files = Map.of();
            change(PluginTable.EMPTY);
            folder.close();
        } finally {
            changing.unlock();
        }
    }

    /** New calls find the new ones before the old ones are told to go: at every moment there is one to be found. */
    private void change(PluginTable next) {
        var gone = table.goneIn(next);
        table = next;
        next.statuses().forEach(PluginHost::log);
        gone.forEach(LoadedPlugin::retire);
        draining.addAll(gone);
        if (!gone.isEmpty() && !stopping) {
            events.publishEvent(new Retired(gone.stream()
                    .flatMap(plugin -> plugin.connectors().stream())
                    .collect(Collectors.toSet())));
        }
        gone.forEach(plugin -> plugin.unloadAfterLastCall(() -> forget(plugin)));
        discardCopies();
    }

    private void forget(LoadedPlugin plugin) {
        draining.remove(plugin);
        changing.lock();
        try {
            if (!stopping) {
                discardCopies();
            }
        } finally {
            changing.unlock();
        }
    }

    private void discardCopies() {
        var needed = Stream.concat(
                        files.values().stream()
                                .filter(FoundJar.Sound.class::isInstance)
                                .map(FoundJar.Sound.class::cast),
                        Stream.concat(table.plugins().stream(), draining.stream())
                                .map(LoadedPlugin::jar))
                .map(FoundJar.Sound::copy)
                .collect(Collectors.toSet());
        folder.keepOnly(needed);
    }

    private static void log(PluginStatus status) {
        switch (status.state()) {
            case SERVING ->
                log.info("Plugin {} {} serves {}", status.pluginId(), status.version(), status.connectors());
            case REPLACED -> log.info("{} is replaced: {}", status.file(), status.reason());
            case REFUSED -> log.error("{} is left out: {}", status.file(), status.reason());
            case DRAINING -> log.info("{} ends its calls", status.file());
        }
    }
}
