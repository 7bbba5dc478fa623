package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Narrowing;
import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import dev.signalbox.mcp.transport.Outgoing.Message;
import dev.signalbox.mcp.transport.Outgoing.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** MCP over standard input and output: a message is a line. Requests run side by side; it ends when its input ends. */
@Component
@Profile("stdio")
class StdioServer implements CommandLineRunner {

    /** Streams that a client listens to count too, so there are more than calls at once. */
    private static final int AT_ONCE = 256;

    private final Admission admission;
    private final Mailbox mailbox;
    private final Sessions sessions;
    private final Listening listening;
    private final Refusals refusals;
    private final String token;

    /** There is one client; its session begins anew when it initializes again. */
    private volatile @Nullable String session;

    StdioServer(
            Admission admission,
            Mailbox mailbox,
            Sessions sessions,
            Listening listening,
            Refusals refusals,
            @Value("${signalbox.pat}") String token) {
        this.admission = admission;
        this.mailbox = mailbox;
        this.sessions = sessions;
        this.listening = listening;
        this.refusals = refusals;
        this.token = token;
    }

    @Override
    public void run(String... arguments) {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        OutputStream output = StandardStreams.protocol();
        Sinks.Empty<Void> end = Sinks.empty();
        lines(input)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnTerminate(end::tryEmitEmpty)
                .flatMap(line -> answer(line, end.asMono()), AT_ONCE)
                .doOnNext(answer -> write(output, answer))
                .blockLast();
    }

    private static Flux<String> lines(BufferedReader input) {
        return Flux.generate(sink -> {
            try {
                String line = input.readLine();
                if (line == null) {
                    sink.complete();
                } else {
                    sink.next(line);
                }
            } catch (IOException broken) {
                sink.error(new UncheckedIOException(broken));
            }
        });
    }

    private Flux<ObjectNode> answer(String line, Mono<Void> end) {
        if (line.isBlank()) {
            return Flux.empty();
        }
        return Flux.defer(() -> {
                    JsonRpcMessage message = JsonRpcMessage.parse(line.getBytes(StandardCharsets.UTF_8));
                    Flux<ObjectNode> answer = admission
                            .of(token, Narrowing.NONE)
                            .flatMapMany(who -> answer(message, who, end))
                            .onErrorResume(failure -> failed(message, failure));
                    return isEndless(message) ? answer.takeUntilOther(end) : answer;
                })
                .onErrorResume(failure -> failed(null, failure));
    }

    private Flux<ObjectNode> answer(JsonRpcMessage message, Admitted who, Mono<Void> end) {
        return mailbox.take(message, null, session, who).concatMap(outgoing -> switch (outgoing) {
            case Message(ObjectNode body) -> Flux.just(body);
            case Reply(JsonRpcReply reply) -> {
                String opened = reply.headers().getFirst(RequestHeaders.SESSION);
                Flux<ObjectNode> said = Mono.justOrEmpty(reply.body()).flux();
                yield opened == null ? said : said.concatWith(open(opened, who).takeUntilOther(end));
            }
        });
    }

    /** From here on what changes is said unasked: on this wire there is nowhere else to listen. */
    private Flux<ObjectNode> open(String id, Admitted who) {
        Session opened = sessions.require(id, who.caller());
        if (opened == null) {
            return Flux.empty();
        }
        session = id;
        return listening.news(who, () -> Wanted.everyList(opened.subscriptions()));
    }

    private static boolean isEndless(JsonRpcMessage message) {
        return message instanceof Request request && request.method().equals(ModernEra.LISTEN);
    }

    private Flux<ObjectNode> failed(@Nullable JsonRpcMessage message, Throwable failure) {
        JsonNode id = message instanceof Request request ? request.id() : null;
        boolean unheard = message != null && id == null;
        return unheard
                ? Flux.empty()
                : Mono.justOrEmpty(refusals.reply(id, failure, HttpStatus.OK).body())
                        .flux();
    }

    private static void write(OutputStream output, ObjectNode answer) {
        try {
            output.write((Json.MAPPER.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
