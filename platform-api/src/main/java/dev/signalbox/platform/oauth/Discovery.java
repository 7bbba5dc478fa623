package dev.signalbox.platform.oauth;

import dev.signalbox.platform.oauth.OAuthHttp.Answer;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Finds out where one signs in for a resource, from nothing but its address. */
@Component
public class Discovery {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String SERVER = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final OAuthHttp http;

    Discovery(OAuthHttp http) {
        this.http = http;
    }

    /** A resource and the server that opens it. */
    public record Found(ProtectedResource resource, AuthorizationServer server) {}

    /** Errors with an {@link ApiException} that says what is missing there. */
    public Mono<Found> of(URI resource) {
        return resource(resource).flatMap(found -> server(found.issuer()).map(server -> new Found(found, server)));
    }

    /** The resource names its document when it refuses; otherwise the document is where it should be. */
    private Mono<ProtectedResource> resource(URI address) {
        return http.get(address).flatMap(refusal -> {
            var scope = parameter(refusal.challenge(), "scope");
            var named = parameter(refusal.challenge(), "resource_metadata").flatMap(Discovery::address);
            var places = named.map(List::of)
                    .orElseGet(() -> List.of(
                            wellKnown(address, RESOURCE), origin(address).resolve(RESOURCE)));
            return firstDocument(places)
                    .map(document -> resource(address, document, scope.orElse(null)))
                    // Before there was such a document, the resource was its own authorization server.
                    .switchIfEmpty(Mono.fromSupplier(
                            () -> new ProtectedResource(address, origin(address).toString(), scope.orElse(null))));
        });
    }

    private static ProtectedResource resource(URI address, JsonNode document, @Nullable String wanted) {
        var said = document.path("resource").asString("");
        var resource = address(said)
                .filter(one -> covers(one, address))
                .orElseThrow(() -> ApiException.conflict(
                        "%s says it is the resource %s, so a token for it would be a token for another."
                                .formatted(address, shortened(said))));
        var issuer = document.path("authorization_servers")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst()
                .orElseThrow(() -> ApiException.conflict(address + " names no authorization server."));
        return new ProtectedResource(resource, issuer, wanted == null ? scopes(document) : wanted);
    }

    private static @Nullable String scopes(JsonNode document) {
        var scopes = document.path("scopes_supported")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .limit(50)
                .collect(Collectors.joining(" "));
        return scopes.isBlank() ? null : scopes;
    }

    Mono<AuthorizationServer> server(String issuer) {
        var address = address(issuer)
                .orElseThrow(() -> ApiException.conflict(shortened(issuer) + " is no address of a server."));
        var path = address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("/$", "");
        var places = path.isEmpty()
                ? List.of(origin(address).resolve(SERVER), origin(address).resolve(OPENID))
                : List.of(
                        wellKnown(address, SERVER),
                        wellKnown(address, OPENID),
                        origin(address).resolve(path + OPENID));
        return firstDocument(places)
                .switchIfEmpty(Mono.error(() ->
                        ApiException.conflict(issuer + " does not describe itself, so nobody can sign in there.")))
                .map(document -> server(issuer, document));
    }

    private static AuthorizationServer server(String issuer, JsonNode document) {
        var said = document.path("issuer").asString("");
        if (!said.equals(issuer)) {
            throw ApiException.conflict(
                    "%s says it is %s; a server must say who it is.".formatted(issuer, shortened(said)));
        }
        if (document.path("code_challenge_methods_supported").valueStream().noneMatch(method -> method.asString("")
                .equals("S256"))) {
            throw ApiException.conflict(
                    issuer + " does not protect codes with PKCE (S256), so no account is connected there.");
        }
        return new AuthorizationServer(
                issuer,
                required(issuer, document, "authorization_endpoint"),
                required(issuer, document, "token_endpoint"),
                endpoint(issuer, document, "registration_endpoint").orElse(null),
                endpoint(issuer, document, "revocation_endpoint").orElse(null),
                document.path("authorization_response_iss_parameter_supported").asBoolean(false),
                document.path("token_endpoint_auth_methods_supported")
                        .valueStream()
                        .map(method -> method.asString(""))
                        .toList());
    }

    private static URI required(String issuer, JsonNode document, String name) {
        return endpoint(issuer, document, name)
                .orElseThrow(() -> ApiException.conflict(issuer + " has no " + name + " that could be used."));
    }

    /** A server with a certificate does not send people or secrets where there is none. */
    private static Optional<URI> endpoint(String issuer, JsonNode document, String name) {
        return address(document.path(name).asString(""))
                .filter(address -> address.getScheme().equalsIgnoreCase("https")
                        || issuer.toLowerCase(Locale.ROOT).startsWith("http:"));
    }

    private Mono<JsonNode> firstDocument(List<URI> places) {
        return Flux.fromIterable(places)
                .concatMap(http::get)
                .filter(Answer::successful)
                .map(Answer::body)
                .filter(JsonNode::isObject)
                .next();
    }

    private static boolean covers(URI resource, URI address) {
        var whole = address.toString();
        var part = resource.toString();
        return origin(resource).equals(origin(address))
                && (whole.equals(part) || whole.startsWith(part.endsWith("/") ? part : part + "/"));
    }

    private static URI wellKnown(URI address, String suffix) {
        var path = address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("/$", "");
        return origin(address).resolve(suffix + path);
    }

    private static URI origin(URI address) {
        return URI.create(address.getScheme().toLowerCase(Locale.ROOT) + "://"
                + address.getRawAuthority().toLowerCase(Locale.ROOT));
    }

    static Optional<URI> address(String text) {
        try {
            var address = URI.create(text);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawFragment() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(String challenge, String name) {
        var found = Pattern.compile("(?i)(?:^|[\\s,])" + name + "=(?:\"([^\"]*)\"|([^\\s,]+))")
                .matcher(challenge);
        return found.find()
                ? Optional.ofNullable(found.group(1)).or(() -> Optional.ofNullable(found.group(2)))
                : Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
