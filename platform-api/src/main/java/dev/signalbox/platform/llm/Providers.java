package dev.signalbox.platform.llm;

import dev.signalbox.platform.llm.LlmSettings.Kind;
import dev.signalbox.platform.llm.LlmSettings.ProviderSettings;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The providers of this installation. */
@Component
class Providers {

    private final List<Provider> all;

    Providers(LlmSettings settings) {
        this.all = settings.providers().entrySet().stream()
                .map(entry -> provider(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Provider provider(String name, ProviderSettings settings) {
        Kind kind = settings.kind() != null ? settings.kind() : name.equals("anthropic") ? Kind.ANTHROPIC : Kind.OPENAI;
        Dialect dialect =
                switch (kind) {
                    case OPENAI -> new OpenAiDialect();
                    case ANTHROPIC -> new AnthropicDialect();
                };
        return new Provider(
                name,
                dialect,
                Objects.requireNonNullElse(settings.baseUrl(), dialect.publicService()),
                List.copyOf(settings.models()),
                settings.structuredOutput());
    }

    record Target(Provider provider, String model) {}

    /** @throws ModelNotConfiguredException with a sentence that says what is there instead, or what to configure */
    Target find(ModelRef ref) {
        if (all.isEmpty()) {
            throw new ModelNotConfiguredException(
                    "This installation has no LLM provider; an operator configures one as signalbox.llm.providers.<name>.");
        }
        return ref.provider() == null ? offering(ref.model()) : named(ref.provider(), ref.model());
    }

    private Target named(String name, String model) {
        var provider = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelNotConfiguredException(
                        "This installation has no LLM provider %s; it has %s.".formatted(name, names(all))));
        if (!provider.offers(model)) {
            throw new ModelNotConfiguredException("Provider %s does not offer %s here; it offers %s."
                    .formatted(name, model, String.join(", ", provider.models())));
        }
        return new Target(provider, model);
    }

    /** A provider that lists the model is meant before one that takes any. */
    private Target offering(String model) {
        var listing = all.stream().filter(each -> each.models().contains(model)).toList();
        var found = listing.isEmpty()
                ? all.stream().filter(each -> each.models().isEmpty()).toList()
                : listing;
        if (found.isEmpty()) {
            throw new ModelNotConfiguredException(
                    "No LLM provider of this installation offers %s; it has %s.".formatted(model, names(all)));
        }
        if (found.size() > 1) {
            throw new ModelNotConfiguredException(
                    "Several LLM providers may be meant by %s; write one of %s as model_ref."
                            .formatted(model, refs(found, model)));
        }
        return new Target(found.getFirst(), model);
    }

    private static String names(List<Provider> providers) {
        return providers.stream().map(Provider::name).sorted().collect(Collectors.joining(", "));
    }

    private static String refs(List<Provider> providers, String model) {
        return providers.stream()
                .map(each -> "direct.%s.%s".formatted(each.name(), model))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
