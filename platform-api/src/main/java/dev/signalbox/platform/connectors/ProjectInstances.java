package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All instances of a project, and which of them is its work queue. */
@Component
class ProjectInstances {

    /** The connector whose tools are also there under their bare names, as the group queue (ADR 111). */
    static final String QUEUE = "loops";

    private final ConnectorInstanceRepository instances;
    private final ConnectorBindings bindings;
    private final TenantTransaction transaction;

    ProjectInstances(ConnectorInstanceRepository instances, ConnectorBindings bindings, TenantTransaction transaction) {
        this.instances = instances;
        this.bindings = bindings;
        this.transaction = transaction;
    }

    Mono<Found> of(TenantId tenant, ProjectId project) {
        return transaction
                .in(tenant, instances.list(tenant, project).collectList())
                .map(all -> new Found(all, queue(all, project)));
    }

    /** The oldest enabled one; without any, the one that needs no row. */
    private Optional<ConnectorInstance> queue(List<ConnectorInstance> all, ProjectId project) {
        return all.stream()
                .filter(instance -> instance.enabled() && instance.connectorId().equals(QUEUE))
                .min(Comparator.comparing(ConnectorInstance::createdAt)
                        .thenComparing(instance -> instance.id().toString()))
                .or(() -> bindings.find(QUEUE).map(_ -> ConnectorInstance.unconfigured(project, QUEUE)));
    }

    /** @param all disabled ones too */
    record Found(List<ConnectorInstance> all, Optional<ConnectorInstance> queue) {

        InstanceLabels labels() {
            return new InstanceLabels(all);
        }

        /** Those whose tools are called by their instance's name. */
        List<ConnectorInstance> named() {
            return all.stream()
                    .filter(instance -> instance.enabled() && !isQueue(instance))
                    .toList();
        }

        private boolean isQueue(ConnectorInstance instance) {
            return queue.filter(other -> other.id().equals(instance.id())).isPresent();
        }
    }
}
