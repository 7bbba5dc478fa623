package dev.signalbox.platform.signals;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.workflows.Workflow;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

@RestController
@RequestMapping("/v1/workflows/{workflow}/runs/{run}/signals")
class SignalController {

    private final SignalService signals;

    SignalController(SignalService signals) {
        this.signals = signals;
    }

    /** In the order in which they came: those that wait for their step, and those that a step took. */
    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Signal>> list(
            @PathVariable Workflow.Id workflow,
            @PathVariable RunId run,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return signals.list(workflow, run, limit, cursor);
    }

    /** The body is any JSON, and becomes the result of the step that takes the signal; none is null. */
    @PostMapping("/{name}")
    @Requires(Scope.WORKFLOW_RUN)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Signal> send(
            @PathVariable Workflow.Id workflow,
            @PathVariable RunId run,
            @PathVariable String name,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode payload) {
        return signals.send(workflow, run, name, payload == null ? NullNode.getInstance() : payload, key);
    }
}
