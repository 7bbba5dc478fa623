package dev.signalbox.platform.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatRequestParameters;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.signalbox.connector.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Anthropic's messages. */
final class AnthropicDialect implements Dialect {

    private static final URI PUBLIC = URI.create("https://api.anthropic.com/v1");

    /** The wire has no default, so an answer without {@code max_tokens} needs one of ours. */
    private static final int TOKENS = 4096;

    /** The library insists on a key, also for a service that wants none. */
    private static final String NO_KEY = "none";

    @Override
    public URI publicService() {
        return PUBLIC;
    }

    @Override
    public List<String> unknown(Sampling sampling) {
        var unknown = new ArrayList<String>();
        if (sampling.frequencyPenalty() != null) {
            unknown.add("frequency_penalty");
        }
        if (sampling.presencePenalty() != null) {
            unknown.add("presence_penalty");
        }
        if (sampling.seed() != null) {
            unknown.add("seed");
        }
        return unknown;
    }

    @Override
    public boolean canBeHeldTo(JsonNode schema) {
        return ClosedSchema.is(schema);
    }

    @Override
    public ChatModel model(Provider provider, Optional<Secret> key, HttpClientBuilder http, ModelQuestion question) {
        return AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(provider.baseUrl().toString())
                .apiKey(key.map(Secret::reveal).orElse(NO_KEY))
                .maxRetries(0)
                .build();
    }

    @Override
    public ChatRequestParameters parameters(Provider provider, String model, ModelQuestion question) {
        var sampling = question.sampling();
        var parameters = AnthropicChatRequestParameters.builder()
                .modelName(model)
                .temperature(sampling.temperature())
                .topP(sampling.topP())
                .maxOutputTokens(Objects.requireNonNullElse(sampling.maxTokens(), TOKENS))
                .stopSequences(sampling.stop().isEmpty() ? null : sampling.stop())
                .toolSpecifications(Wording.tools(question.tools()));
        return Wording.withForm(parameters, provider, question).build();
    }
}
