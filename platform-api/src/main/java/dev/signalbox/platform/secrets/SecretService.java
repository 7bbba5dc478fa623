package dev.signalbox.platform.secrets;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.IfMatch;
import dev.signalbox.platform.vault.Vault;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** What one may do with the secrets of the active project, short of seeing their values. */
@Service
class SecretService {

    private final SecretRepository secrets;
    private final Vault vault;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;

    SecretService(
            SecretRepository secrets,
            Vault vault,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors) {
        this.secrets = secrets;
        this.vault = vault;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<ProjectSecret>> list(int limit, @Nullable String cursor) {
        return who(Scope.VAULT_READ).flatMap(who -> {
            var tenant = who.getT1().tenant();
            var binding = "secrets|" + tenant + "|" + who.getT2();
            var after = cursor == null ? "" : cursors.open(binding, cursor).getFirst();
            return transaction
                    .required(secrets.findAfter(tenant, who.getT2(), after, limit + 1)
                            .collectList())
                    .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.name())));
        });
    }

    Mono<ProjectSecret> get(String name, Scope scope) {
        return who(scope)
                .flatMap(who -> transaction.required(secrets.find(who.getT1().tenant(), who.getT2(), name)))
                .switchIfEmpty(Mono.error(() -> unknown(name)));
    }

    Mono<ProjectSecret> create(SecretText text, Secret value) {
        return who(Scope.VAULT_WRITE)
                .flatMap(who -> transaction.required(insert(who.getT1(), who.getT2(), text, value)))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Secret", text.name()));
    }

    /**
     * Makes it when there is none of that name; else everything but a missing value is replaced.
     *
     * @param ifMatch the version the writer has seen, as a header; must be there when the secret is
     */
    Mono<Put> put(SecretText text, @Nullable Secret value, @Nullable String ifMatch) {
        return who(Scope.VAULT_WRITE)
                .flatMap(who -> transaction.required(secrets.find(who.getT1().tenant(), who.getT2(), text.name())
                        .flatMap(current -> update(who.getT1(), current, text, value, IfMatch.required(ifMatch))
                                .map(changed -> new Put(changed, false)))
                        .switchIfEmpty(Mono.defer(() -> insert(who.getT1(), who.getT2(), text, needed(value))
                                .map(made -> new Put(made, true))))))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Secret", text.name()));
    }

    /** @param made whether there was none before */
    record Put(ProjectSecret secret, boolean made) {}

    Mono<Void> delete(String name) {
        return who(Scope.VAULT_WRITE).flatMap(who -> {
            var tenant = who.getT1().tenant();
            return transaction.required(secrets.find(tenant, who.getT2(), name)
                    .switchIfEmpty(Mono.error(() -> unknown(name)))
                    .delayUntil(found -> vault.remove(
                            tenant, ProjectSecret.KIND, found.secretId().toString()))
                    .delayUntil(_ -> secrets.delete(tenant, who.getT2(), name))
                    .flatMap(found -> audit.record("secret.delete", target(found), Map.of("name", name))));
        });
    }

    private Mono<ProjectSecret> insert(Caller caller, ProjectId project, SecretText text, Secret value) {
        return secrets.insert(caller.tenant(), project, UUID.randomUUID(), text)
                .delayUntil(made -> vault.put(made.place(caller.tenant()), value))
                .delayUntil(made -> audit.record("secret.create", target(made), Map.of("name", made.name())));
    }

    private Mono<ProjectSecret> update(
            Caller caller, ProjectSecret current, SecretText text, @Nullable Secret value, long version) {
        if (value == null && opensMore(current, text)) {
            return Mono.error(ApiException.invalid(
                    "value",
                    "must come along when the secret is to go where it did not go before: it is bound to that"));
        }
        return secrets.update(caller.tenant(), current.projectId(), version, text, value != null)
                .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Secret", current.version())))
                .delayUntil(changed -> value == null ? Mono.empty() : replaceValue(caller, changed, value))
                .delayUntil(changed -> audit.record(
                        "secret.update",
                        target(changed),
                        Map.of("name", changed.name(), "new_value", value != null, "version", changed.version())));
    }

    /** Else whoever may write and not reveal would have it sent to themselves. */
    private static boolean opensMore(ProjectSecret current, SecretText text) {
        return !current.hosts().containsAll(text.hosts())
                || !current.instances().containsAll(text.instances());
    }

    private Mono<Void> replaceValue(Caller caller, ProjectSecret changed, Secret value) {
        var place = changed.place(caller.tenant());
        return vault.put(place, value).then(vault.removeOlder(place));
    }

    private Mono<Tuple2<Caller, ProjectId>> who(Scope scope) {
        return Mono.zip(Access.current(), access.activeProject(scope));
    }

    private static Secret needed(@Nullable Secret value) {
        if (value == null) {
            throw ApiException.invalid("value", "is needed for a secret that is not there yet");
        }
        return value;
    }

    static String target(ProjectSecret secret) {
        return "secret/" + secret.secretId();
    }

    static ApiException unknown(String name) {
        return ApiException.notFound("Secret", name);
    }
}
