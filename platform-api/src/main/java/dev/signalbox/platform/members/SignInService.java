package dev.signalbox.platform.members;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.audit.Refusal;
import dev.signalbox.platform.audit.Refusals;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.tenants.Tenant;
import dev.signalbox.platform.tenants.TenantService;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes down who signed in, for every tenant they work in. */
@Service
class SignInService {

    private static final String ACTION = "user.sign_in";

    private final TenantService tenants;
    private final Audit audit;
    private final Refusals refusals;

    SignInService(TenantService tenants, Audit audit, Refusals refusals) {
        this.tenants = tenants;
        this.audit = audit;
        this.refusals = refusals;
    }

    /** A success is written before this completes; failures are counted, since anybody can make as many as they like. */
    Mono<Void> report(SignIn signIn) {
        return chainsOf(signIn.userId())
                .concatMap(chain -> switch (signIn.result()) {
                    case SUCCEEDED -> succeeded(chain, signIn);
                    case FAILED -> refused(chain, signIn, Outcome.FAILED);
                    case THROTTLED -> refused(chain, signIn, Outcome.DENIED);
                })
                .then();
    }

    private Flux<TenantId> chainsOf(@Nullable UserId user) {
        return Mono.justOrEmpty(user)
                .flatMap(tenants::listOf)
                .flatMapIterable(Page::items)
                .map(Tenant::id)
                .defaultIfEmpty(Audit.PLATFORM);
    }

    private Mono<Void> succeeded(TenantId chain, SignIn signIn) {
        return Mono.justOrEmpty(signIn.userId())
                .flatMap(user -> audit.recordAs(chain, user, ACTION, target(user), details(signIn)));
    }

    private Mono<Void> refused(TenantId chain, SignIn signIn, Outcome outcome) {
        return Mono.fromRunnable(
                () -> refusals.add(new Refusal(chain, ACTION, target(signIn.userId()), outcome, details(signIn))));
    }

    private static String target(@Nullable UserId user) {
        return user == null ? "user" : "user/" + user;
    }

    private static Map<String, Object> details(SignIn signIn) {
        return Map.of("address", signIn.address());
    }
}
