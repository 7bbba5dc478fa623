package dev.signalbox.platform.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.signalbox.connector.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How one family of providers is spoken to. Implementations hold nothing and are thread-safe. */
interface Dialect {

    URI publicService();

    /** What this family does not know, by the names of {@code llm_params}. */
    List<String> unknown(Sampling sampling);

    /** Whether the family can be held to this schema; else it is asked in words, and the answer is judged all the same. */
    boolean canBeHeldTo(JsonNode schema);

    /** @param key empty for a service that wants none */
    ChatModel model(Provider provider, Optional<Secret> key, HttpClientBuilder http, ModelQuestion question);

    ChatRequestParameters parameters(Provider provider, String model, ModelQuestion question);
}
