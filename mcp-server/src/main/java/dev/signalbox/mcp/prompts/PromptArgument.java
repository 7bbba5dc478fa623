package dev.signalbox.mcp.prompts;

/** @param name also the place in the prompt's text, in braces */
public record PromptArgument(String name, String description, boolean required) {

    public static final int LONGEST = 4000;

    static PromptArgument required(String name, String description) {
        return new PromptArgument(name, description, true);
    }

    static PromptArgument optional(String name, String description) {
        return new PromptArgument(name, description, false);
    }

    String place() {
        return "{" + name + "}";
    }
}
