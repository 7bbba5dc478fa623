package dev.signalbox.platform.llm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model is asked.
 *
 * @param answerSchema of an object that the answer must be; null for free text. Asked of the provider, but not promised by it
 * @param timeout null for the installation's own
 */
public record ModelQuestion(
        ModelChoice choice,
        List<ModelMessage> messages,
        List<ToolOffer> tools,
        Sampling sampling,
        @Nullable JsonNode answerSchema,
        @Nullable Duration timeout) {

    public ModelQuestion {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
