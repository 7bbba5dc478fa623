package dev.signalbox.platform.runs;

import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells calls that only read from those that may have changed something. A tool that is idempotent by its key counts as one that
 * may have: a retry is a new run, and calls it with a new key.
 */
@Component
class Harmless {

    private final ToolCatalog tools;

    Harmless(ToolCatalog tools) {
        this.tools = tools;
    }

    /** Those of the steps which may have acted. A tool that cannot be asked any more is believed to have. */
    Mono<List<StepKey>> without(LiveRun run, List<StepKey> steps) {
        return Flux.fromIterable(steps)
                .concatMap(key -> onlyReads(run, key).filter(reads -> !reads).map(_ -> key))
                .collectList();
    }

    private Mono<Boolean> onlyReads(LiveRun run, StepKey key) {
        return run.graph().step(key) instanceof Step.McpCall call
                ? Mono.fromCallable(() -> ToolBinding.of(call.serverUrl(), call.instanceId()))
                        .flatMap(binding -> tools.find(run.tenant(), run.facts().projectId(), binding, call.toolName()))
                        .map(ToolDescription::readOnly)
                        .onErrorReturn(ApiException.class, false)
                        .defaultIfEmpty(false)
                : Mono.just(false);
    }
}
