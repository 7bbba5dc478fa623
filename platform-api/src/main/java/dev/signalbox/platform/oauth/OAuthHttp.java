package dev.signalbox.platform.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.outbound.ExchangeLimits;
import dev.signalbox.platform.outbound.GuardedHttp;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The guarded way to servers whose addresses other servers named: no redirects, little time, few bytes. */
@Component
class OAuthHttp {

    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(10), DataSize.ofKilobytes(64), DataSize.ofKilobytes(256));

    private final GuardedHttp http;
    private final JsonMapper json;
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    OAuthHttp(GuardedHttp http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** @param body missing when there is no JSON object */
    record Answer(int status, JsonNode body, String challenge) {

        boolean successful() {
            return status >= 200 && status < 300;
        }
    }

    Mono<Answer> get(URI address) {
        return send(Request.of("GET", address));
    }

    Mono<Answer> postForm(URI address, Map<String, String> form, Map<String, String> headers) {
        var text = form.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        var request = Request.of("POST", address).withBody(HttpBody.of(text), "application/x-www-form-urlencoded");
        for (var header : headers.entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return send(request);
    }

    Mono<Answer> postJson(URI address, JsonNode document) {
        return send(Request.of("POST", address)
                .withBody(HttpBody.of(json.writeValueAsString(document)), "application/json"));
    }

    private Mono<Answer> send(Request request) {
        return Mono.fromCallable(() -> answer(http.send(
                        request.withHeader("Accept", "application/json").withRedirects(_ -> false), LIMITS)))
                .subscribeOn(threads)
                .onErrorMap(ToolException.class, OAuthHttp::failure);
    }

    private Answer answer(Response response) {
        return new Answer(
                response.status(),
                parsed(response.body().text(UTF_8)),
                response.header("www-authenticate").orElse(""));
    }

    private JsonNode parsed(String text) {
        try {
            var body = json.readTree(text);
            return body != null && body.isObject() ? body : MissingNode.getInstance();
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /** What the guard refuses stays refused; what did not answer may answer later. */
    private static ApiException failure(ToolException failed) {
        var message = String.valueOf(failed.getMessage());
        return switch (failed.reason()) {
            case PERMISSION_DENIED, INVALID_ARGUMENT -> ApiException.conflict(message);
            case UNAVAILABLE, OUTCOME_UNKNOWN, RATE_LIMITED -> ApiException.unavailable(message);
            case UNAUTHENTICATED, NOT_FOUND, CONFLICT, UPSTREAM_FAILED ->
                new ApiException(ErrorCode.UPSTREAM_FAILED, message);
        };
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
