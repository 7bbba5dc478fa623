package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.runs.RecordedEvent;
import dev.signalbox.platform.runs.RunService;
import dev.signalbox.platform.workflows.Workflow;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
class RunSocketController {

    private final RunService runs;
    private final RunSocket socket;
    private final WebSocketService handshake = new HandshakeWebSocketService();

    RunSocketController(RunService runs, RunSocket socket) {
        this.runs = runs;
        this.socket = socket;
    }

    /** Who may not see the run is refused before the connection becomes a socket. */
    @GetMapping("/v1/workflows/{id}/stream")
    @Requires(Scope.WORKFLOW_READ)
    @ApiResponse(
            responseCode = "200",
            description =
                    "For a WebSocket (101): each text frame is an event of the run, in order, from after_seq on. It is"
                            + " closed with 1000 when the run has ended and all is said.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RecordedEvent.class)))
    Mono<Void> stream(
            @PathVariable Workflow.Id id,
            @RequestParam(name = "run_id") RunId run,
            @RequestParam(name = "after_seq", defaultValue = "0") @Min(0) long afterSeq,
            ServerWebExchange exchange) {
        return runs.find(id, run, Scope.WORKFLOW_READ)
                .then(Access.current())
                .flatMap(caller ->
                        handshake.handleRequest(exchange, session -> socket.serve(session, caller, id, run, afterSeq)));
    }
}
