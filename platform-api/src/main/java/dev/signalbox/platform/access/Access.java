package dev.signalbox.platform.access;

import dev.signalbox.platform.problem.ApiException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Answers who calls, and what their role lets them do in a project. Thread-safe. */
@Component
public class Access {

    private final Authenticator credentials;
    private final CallerRepository callers;
    private final TenantTransaction transaction;
    private final ApplicationEventPublisher events;

    Access(
            Authenticator credentials,
            CallerRepository callers,
            TenantTransaction transaction,
            ApplicationEventPublisher events) {
        this.credentials = credentials;
        this.callers = callers;
        this.transaction = transaction;
        this.events = events;
    }

    /** The caller of the current request or run; an error outside of both, since nothing may act as nobody. */
    public static Mono<Caller> current() {
        return ifAny().switchIfEmpty(Mono.error(() -> ApiException.unauthenticated("This needs a token.")));
    }

    /** For operations that are open to anybody; empty when nobody has proved who they are. */
    public static Mono<Caller> ifAny() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(CallerAuthentication.class)
                .map(CallerAuthentication::caller);
    }

    public Mono<Caller> caller() {
        return current();
    }

    /** Lets a publisher run as a caller: {@code work.contextWrite(Access.acting(caller))}. */
    public static Context acting(Caller caller) {
        return Context.of(ReactiveSecurityContextHolder.withAuthentication(new CallerAuthentication(caller)));
    }

    /**
     * Completes when the caller may use the scope in the project.
     *
     * @param notFound the answer for a project the caller may not even see: the one an unknown id gets
     */
    public Mono<Void> check(ProjectId project, Scope scope, Supplier<ApiException> notFound) {
        return current().flatMap(caller -> role(caller, project)
                .switchIfEmpty(Mono.error(notFound))
                .flatMap(role -> allow(caller, role, scope)));
    }

    /** What the caller is in the project; an error of the caller's choice when they may not even see it. */
    public Mono<ProjectRole> roleIn(ProjectId project, Supplier<ApiException> notFound) {
        return current().flatMap(caller -> role(caller, project)).switchIfEmpty(Mono.error(notFound));
    }

    /** Completes when the caller is an admin of the project; answers as {@link #check} does. */
    public Mono<Void> checkAdmin(ProjectId project, Supplier<ApiException> notFound) {
        return current().flatMap(caller -> role(caller, project)
                .switchIfEmpty(Mono.error(notFound))
                .filter(role -> role == ProjectRole.PROJECT_ADMIN)
                .switchIfEmpty(Mono.error(() -> ApiException.insufficientScope(Scope.PROJECT_MANAGE.wire())))
                .then());
    }

    /** The caller's active project, when they may use the scope in it: creations and lists live there. */
    public Mono<ProjectId> activeProject(Scope scope) {
        return current().flatMap(caller -> {
            ProjectId project = caller.project();
            ProjectRole role = caller.projectRole();
            if (project == null || role == null) {
                return Mono.error(
                        ApiException.invalid("X-Project-Id", "no project is active; create one, or name one of yours"));
            }
            return allow(caller, role, scope).thenReturn(project);
        });
    }

    /** The projects the caller sees, within the limits of their credential. */
    public Mono<Set<ProjectId>> visibleProjects() {
        return current()
                .flatMap(caller -> transaction.in(
                        caller.tenant(),
                        callers.visibleProjects(caller.user(), caller.projects())
                                .collect(java.util.stream.Collectors.toSet())));
    }

    /**
     * The caller that a run or trigger recorded, as they are now; empty when they lost their membership, their token or the
     * project.
     */
    public Mono<Caller> recorded(TenantId tenant, ProjectId project, UserId user, @Nullable UUID tokenId) {
        Mono<Caller> found = tokenId == null
                ? callers.byUser(tenant, user, project, Caller.Kind.RUN)
                : callers.byTokenId(tokenId, project, Caller.Kind.RUN);
        return transaction.in(tenant, found).filter(caller -> project.equals(caller.project()));
    }

    /** Whom a token makes a caller now: a personal one, a run token or a client's; empty when it makes nobody one. For introspection. */
    public Mono<Holder> holder(String token) {
        return credentials
                .holder(token)
                .onErrorResume(
                        CredentialRefusedException.class,
                        refusal -> Mono.fromRunnable(() -> events.publishEvent(refusal.from(null))));
    }

    private Mono<ProjectRole> role(Caller caller, ProjectId project) {
        if (!caller.mayEnter(project)) {
            return Mono.empty();
        }
        return project.equals(caller.project())
                ? Mono.justOrEmpty(caller.projectRole())
                : transaction.in(caller.tenant(), callers.projectRole(project, caller.user()));
    }

    private Mono<Void> allow(Caller caller, ProjectRole role, Scope scope) {
        if (caller.has(scope) && role.carries(scope)) {
            return Mono.empty();
        }
        events.publishEvent(new Denied(caller, scope.wire()));
        return Mono.error(ApiException.insufficientScope(scope.wire()));
    }

    /** A caller was refused. */
    public record Denied(Caller caller, String scope) {}
}
