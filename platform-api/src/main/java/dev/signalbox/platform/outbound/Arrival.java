package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.StreamedResponse;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.netty.Connection;

/** The body of an answer, piece by piece: one is asked for when the one before was taken, so a flood waits on the wire. */
final class Arrival implements StreamedResponse {

    private final Request request;
    private final Response head;
    private final Connection connection;
    private final long deadline;
    private final long limit;
    private final Pieces pieces = new Pieces();
    private long size;
    private boolean begun;
    private boolean ended;

    /** @param deadline of all of the answer, by {@link System#nanoTime} */
    Arrival(Request request, Response head, Connection connection, long deadline, long limit) {
        this.request = request;
        this.head = head;
        this.connection = connection;
        this.deadline = deadline;
        this.limit = limit;
    }

    private sealed interface Signal {
        record Piece(HttpBody body) implements Signal {}

        record Broken(Throwable cause) implements Signal {}

        record End() implements Signal {}
    }

    private static final class Pieces extends BaseSubscriber<byte[]> {

        private final BlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(byte[] bytes) {
            arrived.add(new Signal.Piece(HttpBody.of(bytes)));
        }

        @Override
        protected void hookOnComplete() {
            arrived.add(new Signal.End());
        }

        @Override
        protected void hookOnError(Throwable failure) {
            arrived.add(new Signal.Broken(failure));
        }
    }

    /** The head as an answer without a body. */
    Response head() {
        return head;
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public Map<String, List<String>> headers() {
        return head.headers();
    }

    @Override
    public URI uri() {
        return head.uri();
    }

    @Override
    public Optional<HttpBody> next() throws InterruptedException {
        if (ended) {
            return Optional.empty();
        }
        begin();
        return switch (pieces.arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            case null -> throw broken(" did not finish its answer in time.", new IOException("Too slow"));
            case Signal.Piece(var body) -> Optional.of(taken(body));
            case Signal.Broken(var cause) -> throw broken(" broke off its answer.", cause);
            case Signal.End() -> {
                close();
                yield Optional.empty();
            }
        };
    }

    private HttpBody taken(HttpBody body) {
        size += body.size();
        if (size > limit) {
            close();
            throw LimitedBytes.tooLarge(limit);
        }
        pieces.request(1);
        return body;
    }

    private ToolException broken(String what, Throwable cause) {
        close();
        var reason = RequestRules.reads(request.method()) ? Reason.UNAVAILABLE : Reason.OUTCOME_UNKNOWN;
        return new ToolException(reason, request.uri().getHost() + what, cause);
    }

    /** What has arrived and nobody wants is let go of by the subscription, so there must have been one. */
    @Override
    public void close() {
        ended = true;
        begin();
        pieces.cancel();
        connection.dispose();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            connection.inbound().receive().asByteArray().subscribe(pieces);
        }
    }
}
