package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The remote server. Finds out once per credential how to speak to it, and again when it has forgotten us. */
final class Server {

    private static final int MOST_KNOWN = 100;

    private final RemoteMcpSettings settings;
    private final ConnectorContext context;
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Dialect> dialects = new LinkedHashMap<>(16, 0.75f, true);

    Server(RemoteMcpSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** @param mirrored headers that repeat arguments, for the revisions that want them */
    record Asking(
            String method,
            Map<String, ? extends @Nullable Object> params,
            Map<String, String> mirrored,
            Runnable listChanged) {

        Asking(String method, Map<String, ? extends @Nullable Object> params) {
            this(method, params, Map.of(), () -> {});
        }
    }

    /** @throws ToolException when there is no result */
    Said ask(Asking asking, ToolCall call) throws InterruptedException {
        var authorization = Authorization.of(call.credential(), settings.apiKeyHeader());
        try {
            return ask(authorization, question(asking, authorization, call));
        } catch (Refused refused) {
            throw refused.toToolException(settings.url().getHost());
        }
    }

    private Said ask(Authorization authorization, Question question) throws InterruptedException {
        var known = authorization.fingerprint();
        var dialect = met(known, question);
        try {
            return dialect.ask(question);
        } catch (Refused refused) {
            if (!dialect.over(refused)) {
                throw refused;
            }
            forget(known, dialect);
            return met(known, question).ask(question);
        }
    }

    private Question question(Asking asking, Authorization authorization, ToolCall call) {
        var headers = new LinkedHashMap<>(asking.mirrored());
        headers.putAll(authorization.headers());
        return new Question(
                asking.method(), asking.params(), headers, patience(call), Hearing.of(call, asking.listChanged()));
    }

    private Duration patience(ToolCall call) {
        var now = context.clock().instant();
        var latest = now.plus(settings.patience());
        return call.deadline().isBefore(latest) && call.deadline().isAfter(now)
                ? Duration.between(now, call.deadline())
                : settings.patience();
    }

    private Dialect met(String known, Question question) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var dialect = dialects.get(known);
            if (dialect == null) {
                dialect = meet(question);
                dialects.put(known, dialect);
                if (dialects.size() > MOST_KNOWN) {
                    dialects.remove(dialects.keySet().iterator().next());
                }
            }
            return dialect;
        } finally {
            lock.unlock();
        }
    }

    private void forget(String known, Dialect dialect) {
        lock.lock();
        try {
            dialects.remove(known, dialect);
        } finally {
            lock.unlock();
        }
    }

    /** Asks as a modern client would first: an older server refuses that without harm. */
    private Dialect meet(Question question) throws InterruptedException {
        var wire = new Wire(context.http(), context.json(), settings.url());
        var modern = new Modern(wire, ids);
        try {
            var facts = modern.ask(new Question(
                    Modern.DISCOVER, Map.of(), question.headers(), question.patience(), question.hearing()));
            if (facts.list("supportedVersions").contains(Modern.REVISION)) {
                return modern;
            }
        } catch (Refused refused) {
            if (!refused.anotherRevision()) {
                throw refused;
            }
        } catch (ToolException failed) {
            // An answer that cannot be read may be an older server's way to say no; silence is not.
            if (failed.reason() != Reason.UPSTREAM_FAILED) {
                throw failed;
            }
        }
        return Legacy.with(wire, ids, question);
    }
}
