package dev.signalbox.platform.llm;

import dev.signalbox.connector.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The only place that knows where a provider's key is kept: in the operator's configuration, until tenants bring their own. */
@Component
class ProviderKeys {

    private final LlmSettings settings;

    ProviderKeys(LlmSettings settings) {
        this.settings = settings;
    }

    /**
     * Empty when the provider is asked without one.
     *
     * @throws ModelNotConfiguredException when there is no such credential, or the provider's public service wants a key
     */
    Optional<Secret> find(Provider provider, @Nullable String credentialId) {
        if (credentialId != null) {
            throw new ModelNotConfiguredException(
                    "There is no LLM credential %s; without llm_credential_id the installation's key is used."
                            .formatted(credentialId));
        }
        var configured = settings.providers().get(provider.name());
        var key = Optional.ofNullable(configured == null ? null : configured.apiKey())
                .filter(secret -> !secret.reveal().isBlank());
        if (key.isEmpty() && provider.baseUrl().equals(provider.dialect().publicService())) {
            throw new ModelNotConfiguredException(
                    "LLM provider %s has no key; an operator sets signalbox.llm.providers.%s.api-key."
                            .formatted(provider.name(), provider.name()));
        }
        return key;
    }
}
