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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Keeps connectors open between calls, so that their pools and caches live longer than one. A connector that is no longer wanted
 * (its instance changed, it was not used for long, its plugin goes) takes no new call and is closed after its last one: this is
 * what lets a plugin be replaced without dropping a call. No plugin code runs under the lock. Blocks while a connector opens, so it belongs on a virtual thread.
 */
@Component
class OpenConnectors {

    private static final int MOST_OPEN = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final GuardedHttp http;
    private final GuardedDial dial;
    private final ConnectorDocumentRepository documents;
    private final TenantTransaction transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, ConnectorSlot> slots = new LinkedHashMap<>(16, 0.75f, true);

    OpenConnectors(
            GuardedHttp http, GuardedDial dial, ConnectorDocumentRepository documents, TenantTransaction transaction) {
        this.http = http;
        this.dial = dial;
        this.documents = documents;
        this.transaction = transaction;
    }

    /** The plugin is part of the key by identity: a plugin loaded anew serves new calls with new connectors. */
    private record Key(InstalledConnector installed, TenantId tenant, ConnectorInstance.Id id, long version) {

        /** Whether the other one is an older version of the same instance, or of its plugin. */
        boolean replaces(Key other) {
            return other.id.equals(id)
                    && other.tenant.equals(tenant)
                    && !other.equals(this)
                    && other.version <= version;
        }
    }

    /** What happens in an open connector. */
    @FunctionalInterface
    interface Use<T> {
        T in(OpenConnector connector) throws InterruptedException;
    }

    /** Opens the connector if it is not, and keeps it open at least until the use returns. The thread is the call's own. */
    <T> T use(InstalledConnector installed, TenantId tenant, ConnectorInstance instance, Use<T> use)
            throws InterruptedException {
        Thread.currentThread().setContextClassLoader(installed.classLoader());
        var slot = enter(new Key(installed, tenant, instance.id(), instance.version()));
        try {
            return use.in(slot.opened(() -> open(installed, tenant, instance)));
        } finally {
            leave(slot);
        }
    }

    /** Opens a connector only to see whether the settings can be opened. */
    void tryOut(InstalledConnector installed, TenantId tenant, ConnectorInstance instance) throws InterruptedException {
        Thread.currentThread().setContextClassLoader(installed.classLoader());
        var slot = new ConnectorSlot();
        slot.opened(() -> open(installed, tenant, instance));
        slot.close();
    }

    @PreDestroy
    void closeAll() throws InterruptedException {
        for (var closing : retire(_ -> true)) {
            closing.join(PATIENCE);
        }
    }

    private ConnectorSlot enter(Key key) {
        retire(other -> key.replaces(other));
        ConnectorSlot slot;
        Key eldest;
        lock.lock();
        try {
            slot = slots.computeIfAbsent(key, _ -> new ConnectorSlot());
            slot.calls++;
            eldest = slots.size() > MOST_OPEN ? slots.keySet().iterator().next() : key;
        } finally {
            lock.unlock();
        }
        if (!eldest.equals(key)) {
            retire(eldest::equals);
        }
        return slot;
    }

    private void leave(ConnectorSlot slot) {
        boolean last;
        lock.lock();
        try {
            slot.calls--;
            last = slot.retired && slot.calls == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            slot.close();
        }
    }

    private List<Thread> retire(Predicate<Key> unwanted) {
        List<ConnectorSlot> idle = new ArrayList<>();
        lock.lock();
        try {
            slots.entrySet().removeIf(entry -> {
                var slot = entry.getValue();
                if (!unwanted.test(entry.getKey())) {
                    return false;
                }
                slot.retired = true;
                if (slot.calls == 0) {
                    idle.add(slot);
                }
                return true;
            });
        } finally {
            lock.unlock();
        }
        return idle.stream().map(ConnectorSlot::close).toList();
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
