package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.runs.Run;
import dev.signalbox.platform.runs.RunFilter;
import dev.signalbox.platform.runs.RunService;
import dev.signalbox.platform.workflows.Workflow;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class FeedController {

    private final RunService runs;
    private final FeedStream stream;

    FeedController(RunService runs, FeedStream stream) {
        this.runs = runs;
        this.stream = stream;
    }

    /** The newest first. {@code from} counts in, {@code to} does not. */
    @GetMapping("/v1/runs")
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Run>> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String phase,
            @RequestParam(required = false) Workflow.@Nullable Id workflow,
            @RequestParam(required = false) @Nullable UUID project,
            @RequestParam(required = false) @Nullable String trigger,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new RunFilter(
                workflow,
                project,
                RunFilter.oneOf(RunStatus.class, "status", status),
                RunFilter.oneOf(Phase.class, "phase", phase),
                RunFilter.oneOf(RunTrigger.class, "trigger", trigger),
                from,
                to);
        return runs.list(filter, limit, cursor);
    }

    /**
     * Every event of every run, each once. Without a cursor it tells what comes from now on; with one, what came since. Ends when
     * the reader is too slow or loses their right; it goes on from the id of the last event.
     */
    @GetMapping(path = "/v1/runs/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Scope.WORKFLOW_READ)
    @ApiResponse(
            responseCode = "200",
            description =
                    "Events of the type run_event, after a first one of the type ready with the cursor to start from.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = FeedEntry.class)))
    Flux<ServerSentEvent<Object>> stream(
            @RequestParam(required = false) Workflow.@Nullable Id workflow,
            @RequestParam(required = false) @Nullable UUID project,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var filter = new RunFilter(workflow, project, null, null, null, null, null);
        return stream.open(filter, lastEventId == null ? cursor : lastEventId);
    }
}
