package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.outbound.GuardedDial;
import dev.signalbox.platform.outbound.GuardedHttp;
import dev.signalbox.platform.plugins.InstalledConnector;
import dev.signalbox.platform.plugins.PluginHost;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.springframework.context.event.EventListener;
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

    private final PluginHost plugins;
    private final GuardedHttp http;
    private final GuardedDial dial;
    private final ConnectorDocumentRepository documents;
    private final ProjectPeopleRepository people;
    private final MemberMail mail;
    private final TenantTransaction transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, ConnectorSlot> slots = new LinkedHashMap<>(16, 0.75f, true);

    OpenConnectors(
            PluginHost plugins,
            GuardedHttp http,
            GuardedDial dial,
            ConnectorDocumentRepository documents,
            ProjectPeopleRepository people,
            MemberMail mail,
            TenantTransaction transaction) {
        this.plugins = plugins;
        this.http = http;
        this.dial = dial;
        this.documents = documents;
        this.people = people;
        this.mail = mail;
        this.transaction = transaction;
    }

    /** The plugin is part of the key by identity: a plugin loaded anew serves new calls with new connectors. */
    private record Key(
            InstalledConnector installed,
            TenantId tenant,
            ConnectorInstance.Id id,
            String profile,
            long version,
            long settingsVersion) {

        static Key of(InstalledConnector installed, TenantId tenant, ConnectorInstance instance) {
            return new Key(
                    installed,
                    tenant,
                    instance.id(),
                    instance.activeProfile(),
                    instance.version(),
                    instance.settingsVersion());
        }

        /** Whether the other one is an older version of the same instance, of its profile, or of its plugin. */
        boolean replaces(Key other) {
            return other.id.equals(id)
                    && other.tenant.equals(tenant)
                    && !other.equals(this)
                    && !isNewer(other)
                    && !installed.retired();
        }

        /** A profile that is only tried out stands beside the active one of the same version. */
        private boolean isNewer(Key other) {
            return other.version > version
                    || (other.version == version
                            && (!other.profile.equals(profile) || other.settingsVersion > settingsVersion));
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
        return inPlugin(installed, current -> {
            var slot = enter(Key.of(current, tenant, instance));
            try {
                return slot.withRoom(() -> use.in(slot.opened(() -> open(current, tenant, instance))));
            } finally {
                leave(slot);
            }
        });
    }

    /** Opens a connector only to see whether the settings can be opened. */
    void tryOut(InstalledConnector installed, TenantId tenant, ConnectorInstance instance) throws InterruptedException {
        inPlugin(installed, current -> {
            var slot = new ConnectorSlot(current);
            try {
                return slot.opened(() -> open(current, tenant, instance));
            } finally {
                slot.close();
            }
        });
    }

    /** Of a plugin that is replaced, or has gone. */
    @EventListener
    void close(PluginHost.Retired retired) {
        retire(key -> retired.connectors().contains(key.installed()));
    }

    @FunctionalInterface
    interface InPlugin<T> {
        T run(InstalledConnector current) throws InterruptedException;
    }

    /** Keeps the plugin loaded meanwhile. It may have been replaced since the call was bound; then the new one serves. */
    <T> T inPlugin(InstalledConnector bound, InPlugin<T> work) throws InterruptedException {
        var current = plugins.find(bound.info().id()).orElse(bound);
        while (!current.enter()) {
            current = plugins.find(bound.info().id())
                    .orElseThrow(() -> new ToolException(
                            Reason.UNAVAILABLE, "The connector " + bound.info().id() + " is no longer installed."));
        }
        var thread = Thread.currentThread();
        var home = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(current.classLoader());
            return work.run(current);
        } finally {
            // Whoever waits for the outcome goes on in this thread, and may start others.
            thread.setContextClassLoader(home);
            current.leave();
        }
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
            // Its plugin may be on the way out by now: then nobody but this call is to use it.
            slot = key.installed().retired()
                    ? retired(key)
                    : slots.computeIfAbsent(key, _ -> new ConnectorSlot(key.installed()));
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

    private static ConnectorSlot retired(Key key) {
        var slot = new ConnectorSlot(key.installed());
        slot.retired = true;
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
        var members = new ProjectMembers(tenant, instance.projectId(), people, transaction, mail);
        var context = new InstanceContext(http, dial, store, members, Clock.systemUTC(), new InstanceLog(instance));
        return new OpenConnector(installed.open(settings.value(), context), context);
    }
}
