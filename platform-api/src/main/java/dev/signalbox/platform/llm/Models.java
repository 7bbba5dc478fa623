package dev.signalbox.platform.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.signalbox.connector.Secret;
import dev.signalbox.platform.llm.ModelOutcome.Failed;
import dev.signalbox.platform.outbound.ExchangeLimits;
import dev.signalbox.platform.outbound.GuardedHttp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Asks language models: the only place that does, so that keys never leave it. */
@Component
public class Models {

    private final Providers providers;
    private final ProviderKeys keys;
    private final GuardedHttp http;
    private final LlmSettings settings;
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    Models(Providers providers, ProviderKeys keys, GuardedHttp http, LlmSettings settings) {
        this.providers = providers;
        this.keys = keys;
        this.http = http;
        this.settings = settings;
    }

    /** Why a choice names no model anywhere; empty when it does. */
    public static Optional<String> misnamed(ModelChoice choice) {
        try {
            ModelRef.of(choice);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why this installation could not ask a model today; empty when it could. */
    public Optional<String> unavailable(ModelChoice choice, Sampling sampling) {
        try {
            var target = providers.find(ModelRef.of(choice));
            keys.find(target.provider(), choice.credentialId());
            return unknown(target.provider(), sampling);
        } catch (ModelNotConfiguredException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Never errors, and never waits longer than the question allows. Cancelling ends the exchange; what it cost until then is spent. */
    public Mono<ModelOutcome> ask(ModelQuestion question) {
        return Mono.fromCallable(() -> answer(question)).subscribeOn(threads);
    }

    private ModelOutcome answer(ModelQuestion question) {
        try {
            var target = providers.find(ModelRef.of(question.choice()));
            var key = keys.find(target.provider(), question.choice().credentialId());
            return unknown(target.provider(), question.sampling())
                    .<ModelOutcome>map(Failed::permanent)
                    .orElseGet(() -> ask(target, key, question));
        } catch (ModelNotConfiguredException | IllegalArgumentException e) {
            return Failed.permanent(String.valueOf(e.getMessage()));
        }
    }

    private ModelOutcome ask(Providers.Target target, Optional<Secret> key, ModelQuestion question) {
        var provider = target.provider();
        try {
            var client = new ModelHttp(http, limits(question));
            var response = provider.dialect()
                    .model(provider, key, client, question)
                    .chat(ChatRequest.builder()
                            .messages(Wording.messages(provider, question))
                            .parameters(provider.dialect().parameters(provider, target.model(), question))
                            .build());
            return Answers.of(response, target.model());
        } catch (RuntimeException e) {
            return new ModelFailures(target, key).of(e);
        }
    }

    private ExchangeLimits limits(ModelQuestion question) {
        Duration wanted = question.timeout() == null ? settings.timeout() : question.timeout();
        Duration most = settings.longestTimeout();
        return new ExchangeLimits(
                wanted.compareTo(most) < 0 ? wanted : most, settings.maxRequestSize(), settings.maxResponseSize());
    }

    private static Optional<String> unknown(Provider provider, Sampling sampling) {
        List<String> unknown = provider.dialect().unknown(sampling);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("LLM provider %s does not know %s; leave it out of llm_params."
                        .formatted(provider.name(), String.join(", ", unknown)));
    }
}
