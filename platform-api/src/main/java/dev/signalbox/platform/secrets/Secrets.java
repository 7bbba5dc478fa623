package dev.signalbox.platform.secrets;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.vault.Vault;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Values for the calls of steps. Whoever asks sees to it that none goes anywhere but where it is bound to. */
@Component
public class Secrets {

    private final SecretRepository secrets;
    private final Vault vault;
    private final TenantTransaction transaction;

    Secrets(SecretRepository secrets, Vault vault, TenantTransaction transaction) {
        this.secrets = secrets;
        this.vault = vault;
        this.transaction = transaction;
    }

    /** Errors with an {@link ApiException} that names the first one that does not exist. */
    public Mono<List<UsableSecret>> find(TenantId tenant, ProjectId project, Set<String> names) {
        return transaction.in(
                tenant,
                Flux.fromIterable(names)
                        .concatMap(name -> find(tenant, project, name))
                        .collectList());
    }

    private Mono<UsableSecret> find(TenantId tenant, ProjectId project, String name) {
        return secrets.find(tenant, project, name)
                .flatMap(secret -> vault.find(secret.place(tenant))
                        .map(value -> new UsableSecret(name, value, secret.hosts(), secret.instances())))
                .switchIfEmpty(Mono.error(() -> SecretService.unknown(name)));
    }
}
