package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Narrowing;
import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.transport.JsonRpcMessage.Notification;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import dev.signalbox.mcp.transport.JsonRpcMessage.Response;
import dev.signalbox.mcp.transport.RunningCalls.Key;
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
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** MCP over standard input and output: a message is a line. Requests run side by side; it ends when its input ends. */
@Component
@Profile("stdio")
class StdioServer implements CommandLineRunner {

    private static final int AT_ONCE = 16;

    private final Admission admission;
    private final Eras eras;
    private final RunningCalls calls;
    private final Refusals refusals;
    private final String token;

    StdioServer(
            Admission admission,
            Eras eras,
            RunningCalls calls,
            Refusals refusals,
            @Value("${signalbox.pat}") String token) {
        this.admission = admission;
        this.eras = eras;
        this.calls = calls;
        this.refusals = refusals;
        this.token = token;
    }

    @Override
    public void run(String... arguments) {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        OutputStream output = StandardStreams.protocol();
        lines(input)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(this::answer, AT_ONCE)
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

    private Mono<ObjectNode> answer(String line) {
        if (line.isBlank()) {
            return Mono.empty();
        }
        return Mono.fromSupplier(() -> JsonRpcMessage.parse(line.getBytes(StandardCharsets.UTF_8)))
                .flatMap(this::answer)
                .onErrorResume(failure -> failed(null, failure));
    }

    private Mono<ObjectNode> answer(JsonRpcMessage message) {
        return switch (message) {
            case Request request ->
                admission
                        .of(token, Narrowing.NONE)
                        .flatMap(who -> answer(request, who))
                        .onErrorResume(failure -> failed(request.id(), failure));
            case Notification notification -> heed(notification);
            case Response _ -> Mono.empty();
        };
    }

    private Mono<ObjectNode> answer(Request request, Admitted who) {
        Era era = eras.of(request, null);
        era.check(request, null);
        return calls.track(key(who, request.id()), era.answer(request, who))
                .mapNotNull(result -> JsonRpcReply.result(request.id(), result).body());
    }

    private Mono<ObjectNode> heed(Notification notification) {
        if (!notification.isCancellation()) {
            return Mono.empty();
        }
        return admission.of(token, Narrowing.NONE).flatMap(who -> {
            calls.cancel(key(who, notification.params().path("requestId")));
            return Mono.empty();
        });
    }

    private static Key key(Admitted who, JsonNode requestId) {
        return Key.of(who.caller(), null, requestId);
    }

    private Mono<ObjectNode> failed(@Nullable JsonNode id, Throwable failure) {
        return Mono.justOrEmpty(refusals.reply(id, failure, HttpStatus.OK).body());
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
