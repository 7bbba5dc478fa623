package dev.signalbox.platform.llm;

import java.util.List;

/** One message of a conversation with a model. */
public sealed interface ModelMessage {

    record Instructions(String text) implements ModelMessage {}

    record Prompt(String text) implements ModelMessage {}

    /** @param text empty when the model only called tools */
    record Reply(String text, List<ToolRequest> calls) implements ModelMessage {}

    /** @param failed whether the text says why the tool did not do it */
    record ToolAnswer(String callId, String tool, String text, boolean failed) implements ModelMessage {}
}
