package dev.signalbox.platform.llm;

import dev.signalbox.connector.Secret;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which models this installation may ask. None are needed to start.
 *
 * @param providers by the name that a model_ref gives them
 * @param timeout for an answer when the step names none
 * @param longestTimeout the most a step may ask for
 */
@Validated
@ConfigurationProperties("signalbox.llm")
record LlmSettings(
        @DefaultValue Map<@Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String, ProviderSettings> providers,
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("10m") Duration longestTimeout,
        @DefaultValue("8MB") DataSize maxRequestSize,
        @DefaultValue("2MB") DataSize maxResponseSize) {

    /**
     * @param kind how to talk to it; absent, the provider named anthropic is one and all others are OpenAI-compatible
     * @param baseUrl where it is; absent, the public service of its kind
     * @param apiKey absent or empty when it wants none
     * @param models the only ones to ask; empty for any, which then can only be named by a model_ref
     * @param structuredOutput whether it can be told the form of an answer, and not only be asked for it in words
     */
    record ProviderSettings(
            @Nullable Kind kind,
            @Nullable URI baseUrl,
            @Nullable Secret apiKey,
            @DefaultValue List<String> models,
            @DefaultValue("true") boolean structuredOutput) {}

    enum Kind {
        OPENAI,
        ANTHROPIC
    }
}
