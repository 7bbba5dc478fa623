package dev.signalbox.platform.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.platform.outbound.ExchangeLimits;
import dev.signalbox.platform.outbound.GuardedHttp;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The library's way out, which is the platform's guarded one. Redirects are not followed: the key would go along, and a question
 * would become a reading of something else.
 */
final class ModelHttp implements HttpClient, HttpClientBuilder {

    private final GuardedHttp http;
    private final ExchangeLimits limits;

    ModelHttp(GuardedHttp http, ExchangeLimits limits) {
        this.http = http;
        this.limits = limits;
    }

    /** The provider answered, but not with an answer. */
    static final class RefusedException extends RuntimeException {

        private final transient Response response;

        RefusedException(Response response) {
            super("The provider answered " + response.status());
            this.response = response;
        }

        Response response() {
            return response;
        }
    }

    /** The library does not know that a question can be taken back. */
    static final class TakenBackException extends RuntimeException {
        TakenBackException(InterruptedException cause) {
            super(cause);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var response = send(request);
        if (!response.successful()) {
            throw new RefusedException(response);
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.status())
                .headers(response.headers())
                .body(response.body().text(UTF_8))
                .build();
    }

    private Response send(HttpRequest request) {
        try {
            return http.send(guarded(request), limits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TakenBackException(e);
        }
    }

    private static Request guarded(HttpRequest request) {
        var guarded = Request.of(request.method().name(), URI.create(request.url()))
                .withRedirects(_ -> false)
                .withBody(HttpBody.of(String.valueOf(request.body())), "application/json");
        for (var header : request.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("user-agent")) {
                guarded = guarded.withHeader(header.getKey(), String.join(",", header.getValue()));
            }
        }
        return guarded;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are taken whole");
    }

    @Override
    public @Nullable Duration connectTimeout() {
        return null;
    }

    /** The guard has time-outs of its own; those of the library mean nothing here. */
    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
        return null;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
