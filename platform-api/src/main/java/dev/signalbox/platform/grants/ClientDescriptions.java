package dev.signalbox.platform.grants;

import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what clients say of themselves (client ID metadata documents). The address comes from anybody, so it is read the guarded way:
 * no internal host, no redirect, little time, few bytes.
 */
@Component
class ClientDescriptions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 16 * 1024;
    private static final int LONGEST_ADDRESS = 400;

    private final ConnectorHttp http;
    private final JsonMapper json;
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    ClientDescriptions(ConnectorHttp http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** NOT_FOUND, with a sentence for whoever runs the client, when there is none that could be used. */
    Mono<ClientDescription> read(String clientId) {
        return Mono.fromCallable(() -> description(clientId, fetched(address(clientId))))
                .subscribeOn(threads);
    }

    private static URI address(String clientId) {
        try {
            URI address = URI.create(clientId);
            boolean usable = clientId.length() <= LONGEST_ADDRESS
                    && "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && !Set.of("", "/").contains(String.valueOf(address.getRawPath()))
                    && address.equals(address.normalize());
            if (usable) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            throw unusable(clientId, "it is not an address");
        }
        throw unusable(clientId, "it must be https with a path, and without a user, a fragment or dots");
    }

    private Response fetched(URI address) throws InterruptedException {
        try {
            var request = Request.of("GET", address)
                    .withHeader("Accept", "application/json")
                    .withTimeout(PATIENCE)
                    .withRedirects(_ -> false);
            return http.send(request);
        } catch (ToolException refused) {
            throw unusable(address.toString(), String.valueOf(refused.getMessage()));
        }
    }

    private ClientDescription description(String clientId, Response answer) {
        if (answer.status() != 200 || answer.body().size() > LARGEST) {
            throw unusable(
                    clientId,
                    answer.status() == 200
                            ? "it answers with more than " + LARGEST + " bytes"
                            : "it answers with status " + answer.status());
        }
        JsonNode document = parsed(clientId, answer);
        if (!clientId.equals(document.path("client_id").asString(""))) {
            throw unusable(clientId, "the document there names another client_id");
        }
        if (!"none".equals(document.path("token_endpoint_auth_method").asString("none"))) {
            throw unusable(clientId, "only clients without a secret or key are taken: token_endpoint_auth_method none");
        }
        var redirects = document.path("redirect_uris")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
        String name = document.path("client_name").asString("").strip();
        if (name.isEmpty() || redirects.isEmpty()) {
            throw unusable(clientId, "the document there lacks client_name or redirect_uris");
        }
        return new ClientDescription(clientId, name, redirects);
    }

    private JsonNode parsed(String clientId, Response answer) {
        try {
            return json.readTree(answer.body().bytes());
        } catch (JacksonException _) {
            throw unusable(clientId, "what is there is not JSON");
        }
    }

    private static ApiException unusable(String clientId, String why) {
        return ApiException.notFound("Client description", clientId + " (" + why + ")");
    }
}
