package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorMembers.Notice;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.connectors.ProjectPeopleRepository.Person;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.connectors.ToolOutcome.Unknown;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells members by the project's own mail: its one instance of the connector {@code smtp}. */
@Component
class MemberMail {

    private static final ToolBinding MAIL = new ToolBinding.ToServer("smtp");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectProvider<ToolRunner> runner;

    /** @param runner which itself has open connectors, and so this */
    MemberMail(ObjectProvider<ToolRunner> runner) {
        this.runner = runner;
    }

    /** Empty when the mail server took it. */
    Mono<Optional<ToolException>> send(TenantId tenant, ProjectId project, Person person, Notice notice) {
        var key = "notice:" + person.id() + ":" + notice.key();
        return runner.getObject()
                .call(new ToolInvocation(
                        tenant, project, null, MAIL, "smtp_send", mail(person, notice), key, false, PATIENCE))
                .map(MemberMail::refusal);
    }

    private static JsonNode mail(Person person, Notice notice) {
        var mail = JsonNodeFactory.instance.objectNode();
        mail.putArray("to").add(person.email());
        return mail.put("subject", notice.subject()).put("text", notice.text());
    }

    private static Optional<ToolException> refusal(ToolOutcome outcome) {
        return switch (outcome) {
            case Success _ -> Optional.empty();
            case Unknown unknown -> Optional.of(new ToolException(Reason.OUTCOME_UNKNOWN, unknown.message()));
            case Failure failure
            when failure.code() == ErrorCode.NOT_FOUND || failure.code() == ErrorCode.CONFLICT ->
                Optional.of(new ToolException(
                        Reason.UNAVAILABLE, "Members are told by the project's mail. " + failure.message()));
            case Failure failure -> Optional.of(new ToolException(Reason.UNAVAILABLE, failure.message()));
        };
    }
}
