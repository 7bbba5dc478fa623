package dev.signalbox.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Turns the arguments of a call into the request that is sent. */
final class Requests {

    private final HttpSettings settings;
    private final ConnectorJson json;
    private final Address address;
    private final AllowedHosts hosts;

    Requests(HttpSettings settings, ConnectorJson json) {
        this.settings = settings;
        this.json = json;
        this.address = new Address(settings.baseUrl());
        this.hosts = AllowedHosts.of(settings);
    }

    Request of(HttpArguments.Call arguments, ToolCall call) {
        var uri = permitted(address.of(arguments.url(), arguments.query()));
        var request = withBody(to(arguments.method(), uri, call.credential()), arguments);
        if (!arguments.method().reads()) {
            request = request.withHeader("Idempotency-Key", call.idempotencyKey());
        }
        return withHeaders(request, arguments.headers());
    }

    /** A request with everything that the instance says of itself. */
    Request to(HttpArguments.Method method, URI uri, Credential credential) {
        var request = Request.of(method.name(), uri)
                .withTimeout(Duration.ofSeconds(settings.timeoutSeconds()))
                .withRedirects(hosts::permit);
        return authenticated(withHeaders(request, settings.defaultHeaders()), credential);
    }

    /** Only a host that the instance names gets the credential, so that an argument cannot send it elsewhere. */
    private Request authenticated(Request request, Credential credential) {
        if (!hosts.names(request.uri())) {
            return request;
        }
        return switch (credential) {
            case Credential.None() -> request;
            case Credential.ApiKey(var key) -> request.withHeader(settings.apiKeyHeader(), key.reveal());
            case Credential.Bearer(var token) -> request.withHeader("Authorization", "Bearer " + token.reveal());
            case Credential.Basic(var username, var password) -> {
                var pair = (username + ":" + password.reveal()).getBytes(UTF_8);
                yield request.withHeader(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
            }
        };
    }

    private URI permitted(URI uri) {
        if (!hosts.permit(uri)) {
            throw new ToolException(
                    Reason.PERMISSION_DENIED,
                    "The host " + uri.getHost() + " is not one of this instance's allowed_hosts.");
        }
        return uri;
    }

    private Request withBody(Request request, HttpArguments.Call arguments) {
        if (arguments.body().isPresent() && arguments.text().isPresent()) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "Give either body or text, not both.");
        }
        if (arguments.body().isPresent()) {
            return request.withBody(HttpBody.of(json.write(arguments.body().get())), "application/json");
        }
        return arguments
                .text()
                .map(text -> request.withBody(HttpBody.of(text), "text/plain; charset=utf-8"))
                .orElse(request);
    }

    private static Request withHeaders(Request request, Map<String, String> headers) {
        var result = request;
        for (var header : headers.entrySet()) {
            result = result.withHeader(header.getKey(), header.getValue());
        }
        return result;
    }
}
