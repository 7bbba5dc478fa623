package dev.signalbox.connector.http;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

record HttpSettings(
        @Description(
                "Where paths start, such as https://api.example.com/v1. Without it every call names a whole address.")
        Optional<URI> baseUrl,

        @Description("Hosts that may be called, such as api.example.com, *.example.com or api.example.com:8443. "
                + "Empty: the host of base_url, or any public host when there is no base_url.")
        List<String> allowedHosts,

        @Description("Headers sent with every call that does not set them itself. Never secrets: use a credential.")
        Map<String, String> defaultHeaders,

        @Description("How many seconds a call may take, 1 to 300.") @Default("30")
        int timeoutSeconds,

        @Description("The header an API key is sent in.") @Default("X-API-Key")
        String apiKeyHeader,

        @Description(
                "Whether the other system honours the Idempotency-Key header. Only then are writing calls repeated "
                        + "after a failure whose outcome is unknown.")
        @Default("false")
        boolean honoursIdempotencyKey,

        @Description("An OpenAPI 3.0 or 3.1 document as JSON or YAML, at most 1,000,000 characters. "
                + "The instance then has one tool for each of its operations, below base_url, and no others.")
        Optional<String> openapi,

        @Description("Which operations become tools: operation ids, tags, or a method and path such as GET /orders. "
                + "Empty: all, 200 at most.")
        List<String> operations) {

    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie", "proxy-authorization");

    HttpSettings {
        if (timeoutSeconds < 1 || timeoutSeconds > 300) {
            throw invalid("timeout_seconds is 1 to 300.");
        }
        if (baseUrl.isPresent() && baseUrl.get().getHost() == null) {
            throw invalid("base_url is a whole address, such as https://api.example.com/v1.");
        }
        defaultHeaders.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(SECRET_HEADERS::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("The header " + name + " is a secret; give the instance a credential instead.");
                });
        if (openapi.isEmpty() && !operations.isEmpty()) {
            throw invalid("operations chooses from openapi, and there is none.");
        }
        allowedHosts = List.copyOf(allowedHosts);
        operations = List.copyOf(operations);
        defaultHeaders = Map.copyOf(defaultHeaders);
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}
