package dev.signalbox.mcp.prompts;

import dev.signalbox.mcp.catalog.ToolAccess;
import java.util.List;
import java.util.Map;

/**
 * A text that sets an agent to work.
 *
 * @param tools what the text tells the agent to call: who lacks one of them has no use for the prompt and does not see it
 */
public record Prompt(
        String name,
        String title,
        String description,
        List<PromptArgument> arguments,
        List<String> tools,
        String text) {

    boolean isFor(ToolAccess.Visible visible) {
        return tools.stream().allMatch(tool -> visible.find(tool).isPresent());
    }

    /** @throws PromptArgumentException when one is missing, unknown or too long */
    public String filled(Map<String, String> given) {
        List<String> known = arguments.stream().map(PromptArgument::name).toList();
        given.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new PromptArgumentException("%s is not an argument of %s".formatted(name, this.name));
            }
            if (value.length() > PromptArgument.LONGEST) {
                throw new PromptArgumentException(
                        "%s must have at most %d characters".formatted(name, PromptArgument.LONGEST));
            }
        });
        String filled = text;
        for (PromptArgument argument : arguments) {
            String value = given.getOrDefault(argument.name(), "");
            if (argument.required() && value.isBlank()) {
                throw new PromptArgumentException("%s is missing".formatted(argument.name()));
            }
            filled = filled.replace(argument.place(), value.isBlank() ? "not given" : value);
        }
        return filled;
    }
}
