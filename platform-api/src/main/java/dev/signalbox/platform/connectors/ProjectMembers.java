package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorMembers;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The members of one project, as a connector of it may know and tell them. Blocks, so it belongs on a virtual thread. */
final class ProjectMembers implements ConnectorMembers {

    private final TenantId tenant;
    private final ProjectId project;
    private final ProjectPeopleRepository people;
    private final TenantTransaction transaction;
    private final MemberMail mail;

    ProjectMembers(
            TenantId tenant,
            ProjectId project,
            ProjectPeopleRepository people,
            TenantTransaction transaction,
            MemberMail mail) {
        this.tenant = tenant;
        this.project = project;
        this.people = people;
        this.transaction = transaction;
        this.mail = mail;
    }

    @Override
    public List<Member> list() throws InterruptedException {
        return await(transaction.in(
                        tenant,
                        people.list(tenant, project)
                                .map(person -> new Member(person.id().value(), person.displayName()))
                                .collectList()))
                .orElse(List.of());
    }

    @Override
    public void notify(UUID member, Notice notice) throws InterruptedException {
        var person = await(transaction.in(tenant, people.find(tenant, project, new UserId(member))))
                .orElseThrow(() -> new ToolException(
                        Reason.NOT_FOUND, "Nobody who belongs to this project has the id " + member + "."));
        var refused = await(mail.send(tenant, project, person, notice).flatMap(Mono::justOrEmpty));
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    private static <T> Optional<T> await(Mono<T> work) throws InterruptedException {
        return AtHome.run(() -> answer(work));
    }

    private static <T> Optional<T> answer(Mono<T> work) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<@Nullable T> answer = work.toFuture();
        try {
            return Optional.ofNullable(answer.get());
        } catch (ExecutionException e) {
            throw new ToolException(Reason.UNAVAILABLE, "The members of the project cannot be reached.", e);
        } finally {
            answer.cancel(true);
        }
    }
}
