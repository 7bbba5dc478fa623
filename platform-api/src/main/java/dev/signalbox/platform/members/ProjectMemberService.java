package dev.signalbox.platform.members;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who is what in a project. What one may do to others there is {@link ProjectHand}'s to say. */
@Service
class ProjectMemberService {

    private final ProjectMemberRepository projects;
    private final MemberService members;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;

    ProjectMemberService(
            ProjectMemberRepository projects,
            MemberService members,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors) {
        this.projects = projects;
        this.members = members;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<ProjectMember>> list(ProjectId project, int limit, @Nullable String cursor) {
        return roleIn(project).then(Access.current()).flatMap(caller -> {
            String binding = "project-members|" + caller.tenant() + "|" + project;
            String after = cursor == null ? "" : cursors.open(binding, cursor).getFirst();
            return transaction
                    .required(projects.findAfter(caller.tenant(), project, after, limit + 1)
                            .collectList())
                    .map(found -> Page.of(
                            found,
                            limit,
                            last -> cursors.seal(binding, last.email().toLowerCase(Locale.ROOT))));
        });
    }

    Mono<ProjectMember> put(ProjectId project, UserId user, ProjectRole wanted) {
        return inProject(project, hand -> members.get(user)
                .then(find(hand, user).singleOptional())
                .doOnNext(now -> hand.mayGive(now.orElse(null), wanted))
                .filter(now ->
                        now.map(ProjectMember::role).filter(wanted::equals).isEmpty())
                .flatMap(_ -> give(hand, user, wanted))
                .then(find(hand, user)));
    }

    Mono<Void> remove(ProjectId project, UserId user) {
        return inProject(project, hand -> find(hand, user)
                .switchIfEmpty(Mono.error(() -> MemberService.unknown(user)))
                .doOnNext(hand::mayRemove)
                .flatMap(_ -> projects.remove(hand.caller().tenant(), project, user)
                        .then(anAdminIsLeft(hand))
                        .then(written(hand, user, "project_member.remove", Map.of("user", user)))));
    }

    private Mono<Void> give(ProjectHand hand, UserId user, ProjectRole role) {
        return projects.put(hand.caller().tenant(), hand.project(), user, role)
                .then(anAdminIsLeft(hand))
                .then(written(hand, user, "project_member.put", Map.of("user", user, "role", role.wire())));
    }

    /** With the project's row locked, so that of two admins who remove each other the second one sees what the first one did. */
    private <T> Mono<T> inProject(ProjectId project, Function<ProjectHand, Mono<T>> work) {
        return roleIn(project).flatMap(role -> Access.current()
                .flatMap(caller -> transaction.required(projects.lock(caller.tenant(), project)
                        .map(standing -> ProjectHand.of(caller, project, role, standing))
                        .flatMap(work))));
    }

    private Mono<ProjectRole> roleIn(ProjectId project) {
        return access.roleIn(project, () -> ApiException.notFound("Project", project));
    }

    private Mono<ProjectMember> find(ProjectHand hand, UserId user) {
        return projects.find(hand.caller().tenant(), hand.project(), user);
    }

    private Mono<Void> anAdminIsLeft(ProjectHand hand) {
        return projects.standing(hand.caller().tenant(), hand.project())
                .filter(standing -> standing.open() || standing.admins() > 0)
                .switchIfEmpty(Mono.error(() -> ApiException.conflict(
                        "The private project would have no admin. Make somebody else its admin first.")))
                .then();
    }

    private Mono<Void> written(ProjectHand hand, UserId user, String action, Map<String, Object> details) {
        return members.tellHolders(hand.caller().tenant(), user)
                .then(audit.record(action, "project/" + hand.project(), details));
    }
}
