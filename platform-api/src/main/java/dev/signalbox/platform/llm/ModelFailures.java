package dev.signalbox.platform.llm;

import dev.langchain4j.exception.ContentFilteredException;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.llm.ModelOutcome.Failed;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What it means that a provider did not answer, and what to do about it. */
final class ModelFailures {

    private static final Logger log = LoggerFactory.getLogger(ModelFailures.class);

    private final Provider provider;
    private final String model;
    private final Optional<Secret> key;

    ModelFailures(Providers.Target target, Optional<Secret> key) {
        this.provider = target.provider();
        this.model = target.model();
        this.key = key;
    }

    Failed of(RuntimeException failure) {
        var cause = Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
                .filter(ModelFailures::isKnown)
                .findFirst()
                .orElse(failure);
        return switch (cause) {
            case ModelHttp.RefusedException refused -> refused(refused.response());
            case ToolException unreached -> unreached(unreached);
            case ModelHttp.TakenBackException _ -> Failed.retryable("The question was taken back.");
            case ContentFilteredException refusal ->
                Failed.permanent("The model refuses to answer: " + masked(String.valueOf(refusal.getMessage())));
            default -> unreadable(failure);
        };
    }

    private static boolean isKnown(Throwable cause) {
        return cause instanceof ModelHttp.RefusedException
                || cause instanceof ToolException
                || cause instanceof ModelHttp.TakenBackException
                || cause instanceof ContentFilteredException;
    }

    private Failed refused(Response response) {
        var refusal = Refusal.of(response);
        int status = response.status();
        var said = " (" + status + (refusal.message().isEmpty() ? ")." : "): " + masked(refusal.message()));
        return switch (status) {
            case 401, 403 ->
                Failed.permanent(
                        "LLM provider %s refused the key%s Check signalbox.llm.providers.%s.api-key, and that it may use %s."
                                .formatted(provider.name(), ended(said), provider.name(), model));
            case 404 ->
                Failed.permanent("LLM provider %s does not know model %s%s Check the name, and the provider's base-url."
                        .formatted(provider.name(), model, ended(said)));
            case 402 -> unpaid("The account at LLM provider %s is used up%s".formatted(provider.name(), said));
            case 429 ->
                refusal.accountIsEmpty()
                        ? unpaid("The account at LLM provider %s is used up%s".formatted(provider.name(), said))
                        : later("LLM provider %s asks to wait%s".formatted(provider.name(), said), refusal);
            case 408, 409, 425 -> later("LLM provider %s asks to wait%s".formatted(provider.name(), said), refusal);
            default ->
                status >= 500
                        ? later("LLM provider %s cannot answer now%s".formatted(provider.name(), said), refusal)
                        : Failed.permanent("LLM provider %s refused the question%s".formatted(provider.name(), said));
        };
    }

    private static String ended(String said) {
        return said.endsWith(".") ? said : said + ".";
    }

    /** A question that may have arrived is asked again all the same: it costs, but changes nothing. */
    private Failed unreached(ToolException unreached) {
        var message = "LLM provider %s: %s".formatted(provider.name(), masked(String.valueOf(unreached.getMessage())));
        if (unreached.reason() == Reason.PERMISSION_DENIED) {
            return Failed.permanent(message
                    + " An operator opens a host of their own with signalbox.connectors.allowed-internal-hosts.");
        }
        return unreached.reason().retryable() || unreached.reason() == Reason.OUTCOME_UNKNOWN
                ? Failed.retryable(message)
                : Failed.permanent(message);
    }

    /** The log gets the kind of the failure alone: its message may quote what the model wrote. */
    private Failed unreadable(RuntimeException failure) {
        log.warn(
                "The answer of LLM provider {} cannot be read: {}",
                provider.name(),
                failure.getClass().getName());
        return Failed.retryable(
                "LLM provider %s answered with something that is no answer of a model.".formatted(provider.name()));
    }

    private String masked(String text) {
        return Masking.of(text, key);
    }

    private static Failed later(String message, Refusal refusal) {
        return new Failed(message, true, refusal.retryAfter().orElse(null), false);
    }

    private static Failed unpaid(String message) {
        return new Failed(message, false, null, true);
    }
}
