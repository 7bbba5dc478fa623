package dev.signalbox.platform.host;

import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.engine.AgentTool;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.llm.ModelChoice;
import dev.signalbox.platform.llm.ModelOutcome;
import dev.signalbox.platform.llm.ModelQuestion;
import dev.signalbox.platform.llm.Models;
import dev.signalbox.platform.llm.Sampling;
import dev.signalbox.platform.llm.ToolOffer;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The questions of {@code agent_call} steps: to ask again does nothing but cost. */
@Component
class AgentCalls {

    private final Models models;
    private final ToolCatalog catalog;

    AgentCalls(Models models, ToolCatalog catalog) {
        this.models = models;
        this.catalog = catalog;
    }

    Mono<Outcome> ask(LiveRun run, Decision.AskAgent ask) {
        return offers(run, ask.step())
                .flatMap(tools -> models.ask(question(ask, tools)))
                .map(ended -> outcome(ended, ask.step()))
                .onErrorResume(ApiException.class, refused -> Mono.just(ToolCalls.refused(refused)));
    }

    private Mono<List<ToolOffer>> offers(LiveRun run, Step.AgentCall step) {
        return Flux.fromIterable(AgentTool.of(step))
                .concatMap(tool -> offer(run, tool))
                .collectList();
    }

    /** Looked up in the run's own project, so that no other's instance can be named. */
    private Mono<ToolOffer> offer(LiveRun run, AgentTool tool) {
        return Mono.fromCallable(() -> ToolBinding.of(tool.serverUrl(), tool.instanceId()))
                .flatMap(binding -> catalog.find(run.tenant(), run.facts().projectId(), binding, tool.tool()))
                .map(found -> new ToolOffer(tool.name(), found.description(), found.inputSchema()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Tool", tool.tool())));
    }

    private static ModelQuestion question(Decision.AskAgent ask, List<ToolOffer> tools) {
        Step.AgentCall step = ask.step();
        return new ModelQuestion(
                new ModelChoice(step.model(), step.modelRef(), null),
                AgentWording.messages(ask),
                tools,
                Sampling.DEFAULT,
                step.outputSchema(),
                ask.timeout());
    }

    private static Outcome outcome(ModelOutcome ended, Step.AgentCall step) {
        return switch (ended) {
            case ModelOutcome.Answered answered
            when answered.calls().isEmpty() ->
                ModelAnswers.misfit(answered, step.outputSchema())
                        .orElseGet(() -> Outcome.succeeded(ModelAnswers.result(answered)));
            case ModelOutcome.Answered answered -> Outcome.succeeded(AgentWording.reply(answered));
            case ModelOutcome.Failed failed -> ModelAnswers.failed(failed);
        };
    }
}
