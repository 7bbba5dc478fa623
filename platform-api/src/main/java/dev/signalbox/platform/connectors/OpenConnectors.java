package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.outbound.GuardedDial;
import dev.signalbox.platform.outbound.GuardedHttp;
import dev.signalbox.platform.plugins.InstalledConnector;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps connectors open between calls, so that their pools and caches live longer than one. A connector that is no longer wanted
 * (its instance changed, it was not used for long, its plugin goes) takes no new call and is closed after its last one: this is
 * what lets a plugin be replaced without dropping a call. Blocks while a connector opens, so it belongs on a virtual thread.
 */
@Component
class OpenConnectors {

    private static final Logger log = LoggerFactory.getLogger(OpenConnectors.class);
    private static final int MOST_OPEN = 200;

    private final GuardedHttp http;
    private final GuardedDial dial;
    private final ConnectorDocumentRepository documents;
    private final TenantTransaction transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, OpenConnector> open = new LinkedHashMap<>(16, 0.75f, true);

    OpenConnectors(
            GuardedHttp http, GuardedDial dial, ConnectorDocumentRepository documents, TenantTransaction transaction) {
        this.http = http;
        this.dial = dial;
        this.documents = documents;
        this.transaction = transaction;
    }

    /** The plugin is part of the key by identity: a plugin loaded anew serves new calls with new connectors. */
    private record Key(InstalledConnector installed, TenantId tenant, ConnectorInstance.Id id, long version) {}

    /** What happens in an open connector. */
    @FunctionalInterface
    interface Use<T> {
        T in(OpenConnector connector) throws InterruptedException;
    }

    /** Opens the connector if it is not, and keeps it open at least until the use returns. The thread is the call's own. */
    <T> T use(InstalledConnector installed, TenantId tenant, ConnectorInstance instance, Use<T> use)
            throws InterruptedException {
        Thread.currentThread().setContextClassLoader(installed.classLoader());
        var key = new Key(installed, tenant, instance.id(), instance.version());
        var connector = enter(key, instance);
        try {
            return use.in(connector);
        } finally {
            leave(connector);
        }
    }

    /** Opens a connector only to see whether the settings can be opened. */
    void tryOut(InstalledConnector installed, TenantId tenant, ConnectorInstance instance) {
        Thread.currentThread().setContextClassLoader(installed.classLoader());
        open(installed, tenant, instance).close();
    }

    @PreDestroy
    void closeAll() {
        retire(_ -> true);
    }

    private OpenConnector enter(Key key, ConnectorInstance instance) {
        retire(other -> other.id().equals(key.id()) && other.tenant().equals(key.tenant()) && !other.equals(key));
        lock.lock();
        try {
            var connector = open.get(key);
            if (connector == null) {
                connector = open(key.installed(), key.tenant(), instance);
                open.put(key, connector);
            }
            connector.calls++;
            return connector;
        } finally {
            lock.unlock();
            retireTheLeastUsed();
        }
    }

    private void leave(OpenConnector connector) {
        boolean last;
        lock.lock();
        try {
            connector.calls--;
            last = connector.retired && connector.calls == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            close(connector);
        }
    }

    private void retireTheLeastUsed() {
        Key eldest;
        lock.lock();
        try {
            eldest = open.size() > MOST_OPEN ? open.keySet().iterator().next() : null;
        } finally {
            lock.unlock();
        }
        if (eldest != null) {
            retire(eldest::equals);
        }
    }

    private void retire(Predicate<Key> unwanted) {
        List<OpenConnector> idle = new ArrayList<>();
        lock.lock();
        try {
            open.entrySet().removeIf(entry -> {
                if (!unwanted.test(entry.getKey())) {
                    return false;
                }
                entry.getValue().retired = true;
                if (entry.getValue().calls == 0) {
                    idle.add(entry.getValue());
                }
                return true;
            });
        } finally {
            lock.unlock();
        }
        idle.forEach(OpenConnectors::close);
    }

    private static void close(OpenConnector connector) {
        try {
            connector.close();
        } catch (RuntimeException e) {
            log.error("A connector of {} failed to close", connector.connector().getClass(), e);
        }
    }

    private OpenConnector open(InstalledConnector installed, TenantId tenant, ConnectorInstance instance) {
        var settings = installed.settings(instance.settings());
        if (!settings.valid()) {
            var first = settings.problems().getFirst();
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "The settings of instance %s do not fit: %s %s"
                            .formatted(instance.name(), first.path(), first.message()));
        }
        var store =
                new DocumentStore(tenant, instance.projectId(), instance.id().value(), documents, transaction);
        var logger = System.getLogger("connector." + instance.connectorId() + "." + instance.id());
        var context = new InstanceContext(http, dial, store, Clock.systemUTC(), logger);
        return new OpenConnector(installed.open(settings.value(), context), context);
    }
}
