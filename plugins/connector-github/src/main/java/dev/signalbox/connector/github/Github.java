package dev.signalbox.connector.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests to GitHub, page by page where there are more. */
final class Github {

    /** The largest page GitHub gives. */
    private static final int PAGE = 100;

    private static final int MOST_PAGES = 10;

    private final GithubSettings settings;
    private final ConnectorContext context;
    private final Failures failures;
    private final String base;

    Github(GithubSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
        this.failures = new Failures(context);
        this.base = settings.baseUrl().toString().replaceFirst("/+$", "");
    }

    /** @param hasMore whether there are more than were asked for */
    record Listing(List<Json> items, boolean hasMore) {}

    Json get(String path, Map<String, String> query, Credential credential) throws InterruptedException {
        return Json.of(read(send("GET", address(path, query), null, credential)));
    }

    Json write(String method, String path, Map<String, ?> body, Credential credential) throws InterruptedException {
        return Json.of(read(send(method, address(path, Map.of()), body, credential)));
    }

    /** Follows the pages until there are enough items that are wanted, or no more. */
    Listing list(String path, Map<String, String> query, int limit, Predicate<Json> wanted, Credential credential)
            throws InterruptedException {
        var items = new ArrayList<Json>();
        Optional<URI> next = Optional.of(address(path, query));
        for (int page = 0; next.isPresent() && page < MOST_PAGES && items.size() <= limit; page++) {
            var response = send("GET", next.get(), null, credential);
            if (!(read(response) instanceof List<?> found)) {
                throw new ToolException(Reason.UPSTREAM_FAILED, "GitHub answers with something that is no list.");
            }
            found.stream().map(Json::of).filter(wanted).forEach(items::add);
            next = NextPage.of(response).map(this::below);
        }
        var more = next.isPresent() || items.size() > limit;
        return new Listing(List.copyOf(items.subList(0, Math.min(limit, items.size()))), more);
    }

    static Map<String, String> paged(Map<String, String> query, int limit) {
        var paged = new TreeMap<>(query);
        paged.put("per_page", Integer.toString(Math.clamp(limit, 1, PAGE)));
        return paged;
    }

    /** The token goes along to the next page, so that page has to be at the same place. */
    private URI below(URI next) {
        if (!next.toString().startsWith(base + "/")) {
            throw new ToolException(
                    Reason.UPSTREAM_FAILED, "GitHub says that the next page is at another place; it was not followed.");
        }
        return next;
    }

    private URI address(String path, Map<String, String> query) {
        var pairs = query.entrySet().stream()
                .map(pair -> Repository.encoded(pair.getKey()) + "=" + Repository.encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (pairs.isEmpty() ? "" : "?" + pairs));
    }

    private Response send(String method, URI address, @Nullable Map<String, ?> body, Credential credential)
            throws InterruptedException {
        var request = authenticated(Request.of(method, address), credential)
                .withHeader("Accept", "application/vnd.github+json")
                .withHeader("X-GitHub-Api-Version", "2022-11-28")
                .withTimeout(Duration.ofSeconds(settings.timeoutSeconds()))
                // A repository that was renamed answers so; elsewhere the token has no business.
                .withRedirects(target -> target.toString().startsWith(base + "/"));
        if (body != null) {
            request = request.withBody(HttpBody.of(context.json().write(body)), "application/json");
        }
        var response = context.http().send(request);
        if (!response.successful()) {
            throw failures.of(method, response);
        }
        return response;
    }

    private static Request authenticated(Request request, Credential credential) {
        return switch (credential) {
            case Credential.None() -> request;
            case Credential.Bearer(var token) -> request.withHeader("Authorization", "Bearer " + token.reveal());
            case Credential.ApiKey _, Credential.Basic _ ->
                throw new ToolException(Reason.UNAUTHENTICATED, "GitHub takes a token as bearer credential.");
        };
    }

    private @Nullable Object read(Response response) {
        if (response.body().size() == 0) {
            return null;
        }
        try {
            return context.json().read(response.body().text(UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ToolException(Reason.UPSTREAM_FAILED, "GitHub answers with something that is no JSON.", e);
        }
    }
}
