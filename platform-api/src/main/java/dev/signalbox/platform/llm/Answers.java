package dev.signalbox.platform.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.signalbox.platform.llm.ModelOutcome.Answered;
import dev.signalbox.platform.llm.ModelOutcome.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the library brought back. */
final class Answers {

    private Answers() {}

    static ModelOutcome of(ChatResponse response, String model) {
        var finish = response.finishReason();
        if (finish == FinishReason.CONTENT_FILTER) {
            return Failed.permanent("The provider withheld the answer: its content filter objects.");
        }
        var message = response.aiMessage();
        var text = Objects.requireNonNullElse(message.text(), "");
        var calls = calls(message.toolExecutionRequests());
        if (text.isBlank() && calls.isEmpty() && finish != FinishReason.LENGTH) {
            return Failed.retryable("The model answered nothing.");
        }
        return new Answered(text, calls, finish == FinishReason.LENGTH, usage(response, model));
    }

    /** Some servers that imitate OpenAI give their calls no ids, and then nothing could be answered to them. */
    private static List<ToolRequest> calls(List<ToolExecutionRequest> requests) {
        var calls = new ArrayList<ToolRequest>();
        for (var request : requests) {
            var id = text(request.id());
            calls.add(new ToolRequest(
                    id.isBlank() ? "call_" + calls.size() : id, text(request.name()), text(request.arguments())));
        }
        return List.copyOf(calls);
    }

    private static Usage usage(ChatResponse response, String model) {
        var tokens = response.tokenUsage();
        return new Usage(
                Objects.requireNonNullElse(response.modelName(), model),
                tokens == null ? 0 : count(tokens.inputTokenCount()),
                tokens == null ? 0 : count(tokens.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
