package dev.signalbox.platform.plugins;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.platform.schemas.RecordJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A jar that was loaded, with the connectors it brings. Whatever runs of it here is held to a time and may throw anything. */
final class LoadedPlugin {

    private static final Logger log = LoggerFactory.getLogger(LoadedPlugin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FoundJar.Sound jar;
    private final PluginClassLoader loader;
    private final Leases leases = new Leases();
    private final List<InstalledConnector> connectors;

    private LoadedPlugin(FoundJar.Sound jar, PluginClassLoader loader) throws PluginRefusedException {
        this.jar = jar;
        this.loader = loader;
        this.connectors = inTime(this::found);
    }

    static LoadedPlugin load(FoundJar.Sound jar) throws PluginRefusedException {
        var loader = new PluginClassLoader(jar);
        try {
            return new LoadedPlugin(jar, loader);
        } catch (PluginRefusedException e) {
            loader.close();
            RecordJson.forgetClasses();
            throw e;
        }
    }

    FoundJar.Sound jar() {
        return jar;
    }

    List<InstalledConnector> connectors() {
        return connectors;
    }

    List<String> connectorIds() {
        return connectors.stream().map(connector -> connector.info().id()).toList();
    }

    /** What holds it up, for people. */
    String leftOver() {
        return "It waits for %d open connectors to end their calls.".formatted(leases.held());
    }

    /** No new call comes in from here on. */
    void retire() {
        leases.end();
    }

    /** Unloads it after its last call; then tells. */
    void unloadAfterLastCall(Runnable told) {
        leases.afterLast(() -> {
            unload();
            told.run();
        });
    }

    private void unload() {
        endThreads();
        connectors.forEach(InstalledConnector::unload);
        loader.close();
        RecordJson.forgetClasses();
        log.info("Plugin {} {} is unloaded", jar.pluginId(), jar.version());
    }

    /** Threads that a plugin has left behind would keep its classes for ever. */
    private void endThreads() {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getContextClassLoader() == loader) {
                log.warn("Plugin {} {} left its thread {} behind", jar.pluginId(), jar.version(), thread.getName());
                thread.interrupt();
            }
        }
    }

    private List<InstalledConnector> found() throws PluginRefusedException {
        var found = factories()
                .map(factory -> InstalledConnector.of(jar, leases, factory))
                .toList();
        if (found.isEmpty()) {
            throw new PluginRefusedException("The plugin brings no connector.");
        }
        var ids = new HashSet<String>();
        for (var connector : found) {
            if (!ids.add(connector.info().id())) {
                throw new PluginRefusedException("The plugin brings two connectors with the id "
                        + connector.info().id() + ".");
            }
        }
        return found;
    }

    private Stream<? extends ConnectorFactory<?>> factories() {
        return ServiceLoader.load(ConnectorPlugin.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(brought -> brought.connectors().stream());
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws PluginRefusedException;
    }

    private <T> T inTime(Work<T> work) throws PluginRefusedException {
        var result = new CompletableFuture<T>();
        var thread =
                Thread.ofPlatform().daemon().name("load-" + jar.pluginId()).unstarted(() -> complete(result, work));
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PluginRefusedException refused ? refused : breaks(e.getCause());
        } catch (TimeoutException e) {
            throw new PluginRefusedException("The plugin did not tell its connectors within 10 s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginRefusedException("The platform stopped while the plugin was loaded.", e);
        } finally {
            thread.interrupt();
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Work<T> work) {
        try {
            result.complete(work.run());
        } catch (Throwable e) { // plugins can throw what Java does not know they throw
            result.completeExceptionally(e);
        }
    }

    private static PluginRefusedException breaks(@Nullable Throwable e) {
        return new PluginRefusedException("The plugin breaks the contract: " + e, e == null ? new Error() : e);
    }
}
