package dev.signalbox.platform.runs;

import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.engine.AgentTool;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells calls that only read from those that may have changed something. A tool that is idempotent by its key counts as one that
 * may have: a retry is a new run, a repair a new generation, and both call it with a new key.
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
        return switch (run.graph().step(key)) {
            case Step.McpCall call -> onlyReads(run, call.serverUrl(), call.instanceId(), call.toolName());
            case Step.AgentCall agent ->
                Flux.fromIterable(AgentTool.of(agent))
                        .concatMap(tool -> onlyReads(run, tool.serverUrl(), tool.instanceId(), tool.tool()))
                        .all(reads -> reads);
            case Step _ -> Mono.just(false);
        };
    }

    private Mono<Boolean> onlyReads(LiveRun run, @Nullable String serverUrl, @Nullable String instanceId, String tool) {
        return Mono.fromCallable(() -> ToolBinding.of(serverUrl, instanceId))
                .flatMap(binding -> tools.find(run.tenant(), run.facts().projectId(), binding, tool))
                .map(ToolDescription::readOnly)
                .onErrorReturn(ApiException.class, false)
                .defaultIfEmpty(false);
    }
}
