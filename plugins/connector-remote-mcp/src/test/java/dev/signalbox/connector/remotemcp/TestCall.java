package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.Cancellation;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

record TestCall(Credential credential, List<String> heard) implements ToolCall {

    TestCall() {
        this(new Credential.None());
    }

    TestCall(Credential credential) {
        this(credential, new ArrayList<>());
    }

    @Override
    public String id() {
        return "call-1";
    }

    @Override
    public Tenant tenant() {
        return new Tenant(new UUID(0, 1));
    }

    @Override
    public Project project() {
        return new Project(new UUID(0, 2));
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.empty();
    }

    @Override
    public String idempotencyKey() {
        return "tenant:run:1:step:0";
    }

    @Override
    public boolean repeat() {
        return false;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public Cancellation cancellation() {
        return () -> false;
    }

    @Override
    public void progress(double fraction, String message) {
        heard.add(fraction + " " + message);
    }
}
