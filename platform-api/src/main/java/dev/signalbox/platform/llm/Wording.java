package dev.signalbox.platform.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A question in the words of the library. */
final class Wording {

    private Wording() {}

    static List<ChatMessage> messages(Provider provider, ModelQuestion question) {
        var messages = new ArrayList<ChatMessage>();
        if (question.answerSchema() != null && !holds(provider, question.answerSchema())) {
            messages.add(SystemMessage.from(
                    "Answer with one JSON object and nothing else, no words around it. It must be valid by this JSON Schema:\n"
                            + question.answerSchema()));
        }
        question.messages().forEach(message -> messages.add(message(message)));
        return messages;
    }

    private static ChatMessage message(ModelMessage message) {
        return switch (message) {
            case ModelMessage.Instructions instructions -> SystemMessage.from(instructions.text());
            case ModelMessage.Prompt prompt -> UserMessage.from(prompt.text());
            case ModelMessage.Reply reply ->
                AiMessage.builder()
                        .text(reply.text().isEmpty() ? null : reply.text())
                        .toolExecutionRequests(
                                reply.calls().stream().map(Wording::call).toList())
                        .build();
            case ModelMessage.ToolAnswer answer ->
                ToolExecutionResultMessage.builder()
                        .id(answer.callId())
                        .toolName(answer.tool())
                        .text(answer.text())
                        .isError(answer.failed())
                        .build();
        };
    }

    private static ToolExecutionRequest call(ToolRequest call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.arguments())
                .build();
    }

    static List<ToolSpecification> tools(List<ToolOffer> tools) {
        return tools.stream().map(Wording::tool).toList();
    }

    private static ToolSpecification tool(ToolOffer tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters(tool.inputSchema()))
                .build();
    }

    /** The library wants the outermost object in its own words, and takes all below as it is. */
    private static JsonObjectSchema parameters(JsonNode schema) {
        var parameters = JsonObjectSchema.builder();
        schema.path("properties")
                .properties()
                .forEach(property -> parameters.addProperty(property.getKey(), raw(property.getValue())));
        var definitions = new LinkedHashMap<String, JsonSchemaElement>();
        schema.path("$defs").properties().forEach(each -> definitions.put(each.getKey(), raw(each.getValue())));
        return parameters
                .definitions(definitions)
                .required(schema.path("required")
                        .valueStream()
                        .map(name -> name.asString(""))
                        .toList())
                .build();
    }

    private static JsonRawSchema raw(JsonNode schema) {
        return JsonRawSchema.from(schema.isObject() ? schema.toString() : "{}");
    }

    static <B extends DefaultChatRequestParameters.Builder<B>> B withForm(
            B parameters, Provider provider, ModelQuestion question) {
        var schema = question.answerSchema();
        if (schema == null || !holds(provider, schema)) {
            return parameters;
        }
        return parameters.responseFormat(ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("answer")
                        .rootElement(raw(schema))
                        .build())
                .build());
    }

    private static boolean holds(Provider provider, JsonNode schema) {
        return provider.structuredOutput() && provider.dialect().canBeHeldTo(schema);
    }
}
