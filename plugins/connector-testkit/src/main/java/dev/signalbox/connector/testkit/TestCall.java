/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.Cancellation;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.ToolCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call as a test wants it; what the tool tells of its progress is kept. */
public final class TestCall implements ToolCall {

    private final Credential credential;
    private final Optional<Caller> caller;
    private final String idempotencyKey;
    private final boolean repeat;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<String> progress = new CopyOnWriteArrayList<>();

    private TestCall(Credential credential, Optional<Caller> caller, String idempotencyKey, boolean repeat) {
        this.credential = credential;
        this.caller = caller;
        this.idempotencyKey = idempotencyKey;
        this.repeat = repeat;
    }

    /** Without a credential, on nobody's behalf. */
    public static TestCall anonymous() {
        return with(new Credential.None());
    }

    /** With a credential, on nobody's behalf. */
    public static TestCall with(Credential credential) {
        return new TestCall(credential, Optional.empty(), "tenant:run:1:step:0", false);
    }

    /** The same call for a person. */
    public TestCall by(UUID person) {
        return new TestCall(credential, Optional.of(new Caller(person)), idempotencyKey, repeat);
    }

    /** The same call with another effect. */
    public TestCall withKey(String key) {
        return new TestCall(credential, caller, key, repeat);
    }

    /** The next attempt to have the same effect. */
    public TestCall repeated() {
        return new TestCall(credential, caller, idempotencyKey, true);
    }

    /** From now on the call is to stop; interrupting its thread is the test's own business. */
    public void cancel() {
        cancelled.set(true);
    }

    /** What the tool said on its way. */
    public List<String> progress() {
        return List.copyOf(progress);
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
        return caller;
    }

    @Override
    public Credential credential() {
        return credential;
    }

    @Override
    public String idempotencyKey() {
        return idempotencyKey;
    }

    @Override
    public boolean repeat() {
        return repeat;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public Cancellation cancellation() {
        return cancelled::get;
    }

    /** @throws IllegalArgumentException when the fraction is none */
    @Override
    public void progress(double fraction, String message) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("A fraction is 0 to 1, not " + fraction);
        }
        progress.add(message);
    }
}
