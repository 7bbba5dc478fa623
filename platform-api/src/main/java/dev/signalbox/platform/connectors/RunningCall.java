package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Cancellation;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.ToolCall;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt, as the connector sees it. */
final class RunningCall implements ToolCall {

    private final String id = UUID.randomUUID().toString();
    private final ToolInvocation invocation;
    private final Credential credential;
    private final Instant deadline;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    RunningCall(ToolInvocation invocation, Credential credential) {
        this.invocation = invocation;
        this.credential = credential;
        this.deadline = Instant.now().plus(invocation.timeout());
    }

    void cancel() {
        cancelled.set(true);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Tenant tenant() {
        return new Tenant(invocation.tenant().value());
    }

    @Override
    public Project project() {
        return new Project(invocation.project().value());
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.ofNullable(invocation.user()).map(user -> new Caller(user.value()));
    }

    @Override
    public Credential credential() {
        return credential;
    }

    @Override
    public String idempotencyKey() {
        return invocation.idempotencyKey();
    }

    @Override
    public boolean repeat() {
        return invocation.repeat();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public Cancellation cancellation() {
        return cancelled::get;
    }

    /** The contract lets progress be dropped; nobody can watch a call yet. */
    @Override
    public void progress(double fraction, String message) {}
}
