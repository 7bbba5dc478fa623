package dev.signalbox.mcp.prompts;

/** The arguments do not fit the prompt. */
public final class PromptArgumentException extends RuntimeException {

    PromptArgumentException(String why) {
        super(why, null, false, false);
    }
}
