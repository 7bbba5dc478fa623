package dev.signalbox.platform.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.signalbox.connector.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Chat completions: OpenAI, and the many servers that speak like it. */
final class OpenAiDialect implements Dialect {

    private static final URI PUBLIC = URI.create("https://api.openai.com/v1");

    @Override
    public URI publicService() {
        return PUBLIC;
    }

    @Override
    public List<String> unknown(Sampling sampling) {
        return List.of();
    }

    /** What it cannot promise for a schema it still tries, so any will do. */
    @Override
    public boolean canBeHeldTo(JsonNode schema) {
        return true;
    }

    @Override
    public ChatModel model(Provider provider, Optional<Secret> key, HttpClientBuilder http, ModelQuestion question) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(provider.baseUrl().toString())
                .apiKey(key.map(Secret::reveal).orElse(null))
                .strictJsonSchema(question.answerSchema() != null && ClosedSchema.is(question.answerSchema()))
                .maxRetries(0)
                .build();
    }

    @Override
    public ChatRequestParameters parameters(Provider provider, String model, ModelQuestion question) {
        var sampling = question.sampling();
        var parameters = OpenAiChatRequestParameters.builder()
                .modelName(model)
                .temperature(sampling.temperature())
                .topP(sampling.topP())
                .frequencyPenalty(sampling.frequencyPenalty())
                .presencePenalty(sampling.presencePenalty())
                .seed(sampling.seed())
                .stopSequences(sampling.stop().isEmpty() ? null : sampling.stop())
                .toolSpecifications(Wording.tools(question.tools()));
        // OpenAI's reasoning models refuse the older name, and some of the servers that imitate it do not know the
        // newer one.
        if (provider.baseUrl().equals(PUBLIC)) {
            parameters.maxCompletionTokens(sampling.maxTokens());
        } else {
            parameters.maxOutputTokens(sampling.maxTokens());
        }
        return Wording.withForm(parameters, provider, question).build();
    }
}
