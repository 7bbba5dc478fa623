package dev.signalbox.platform.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.workflows.Workflow;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
class CommandController {

    private static final int DRAIN_S = 300;
    private static final int MAX_DRAIN_S = 3600;

    private final RunCommands commands;
    private final Retries retries;
    private final Repairs repairs;

    CommandController(RunCommands commands, Retries retries, Repairs repairs) {
        this.commands = commands;
        this.retries = retries;
        this.repairs = repairs;
    }

    /** 202 when a run was started, 200 when it was there already, and for every other command. */
    @PostMapping("/v1/workflows/{workflow}/command")
    @Requires(Scope.WORKFLOW_RUN)
    @ApiResponse(
            responseCode = "200",
            description = "How the run stands now; of a start, the run that was there already.",
            content = @Content(schema = @Schema(oneOf = {RunSummary.class, Started.class})))
    @ApiResponse(
            responseCode = "202",
            description = "A run was started: by start what was started, by retry how it stands.",
            content = @Content(schema = @Schema(oneOf = {Started.class, RunSummary.class})))
    Mono<ResponseEntity<Object>> command(@PathVariable Workflow.Id workflow, @Valid @RequestBody Command command) {
        return switch (command.command()) {
            case START ->
                commands.start(workflow, StartParams.of(command.params()))
                        .map(started -> ResponseEntity.status(started.fresh() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                                .body(started));
            case PAUSE -> commands.pause(workflow, command.run()).map(ResponseEntity::ok);
            case RESUME -> commands.resume(workflow, command.run()).map(ResponseEntity::ok);
            case STOP ->
                (command.graceful()
                                ? commands.drain(workflow, command.run(), command.drain())
                                : commands.stopNow(workflow, command.run()))
                        .map(ResponseEntity::ok);
            case RETRY ->
                retries.retry(workflow, RetryParams.of(command.params()))
                        .map(accepted -> ResponseEntity.status(accepted.fresh() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                                .body(accepted.summary()));
            case REPAIR ->
                repairs.repair(workflow, RepairParams.of(command.params())).map(ResponseEntity::ok);
        };
    }

    /**
     * @param params of {@code start} see {@link StartParams}, of {@code retry} {@link RetryParams}, of {@code repair}
     *     {@link RepairParams}; the others name the run: {@code {run_id}}, stop also {@code mode}
     */
    record Command(
            @NotNull Verb command,

            @Schema(implementation = CommandParams.class) @Nullable
            ObjectNode params) {

        RunId run() {
            RunId run = StartParams.runId(param("run_id"));
            if (run == null) {
                throw ApiException.invalid("params.run_id", "is required: it names the run");
            }
            return run;
        }

        boolean graceful() {
            return switch (text("mode", "immediate")) {
                case "immediate" -> false;
                case "graceful" -> true;
                default -> throw ApiException.invalid("params.mode", "must be immediate or graceful");
            };
        }

        Duration drain() {
            JsonNode seconds = param("drain_timeout_s");
            int value = seconds == null ? DRAIN_S : seconds.intValue(0);
            if (value < 1 || value > MAX_DRAIN_S) {
                throw ApiException.invalid("params.drain_timeout_s", "must be 1 to " + MAX_DRAIN_S);
            }
            return Duration.ofSeconds(value);
        }

        private String text(String name, String otherwise) {
            JsonNode value = param(name);
            return value == null ? otherwise : value.stringValue("");
        }

        private @Nullable JsonNode param(String name) {
            JsonNode value = params == null ? null : params.get(name);
            return value == null || value.isNull() ? null : value;
        }
    }

    enum Verb {
        @JsonProperty("start")
        START,
        @JsonProperty("pause")
        PAUSE,
        @JsonProperty("resume")
        RESUME,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("retry")
        RETRY,
        @JsonProperty("repair")
        REPAIR
    }
}
