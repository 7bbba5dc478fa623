package dev.signalbox.console.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers only a token of the sign-in that names a tenant it knows; features add their routes. */
public final class FakePlatform implements AutoCloseable {

    public static final String TENANT = "7b0d4b1e-0000-4000-8000-000000000001";
    public static final String PROJECT = "7b0d4b1e-0000-4000-8000-000000000002";
    public static final String SECOND_PROJECT = "7b0d4b1e-0000-4000-8000-000000000003";
    public static final String SERVICE_SECRET = "a-service-secret-for-tests-of-the-console";

    static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Route> routes = new ArrayList<>();
    private final List<JsonNode> signIns = new CopyOnWriteArrayList<>();

    public final FakeRuns runs = new FakeRuns(this);
    public final FakeTasks tasks = new FakeTasks(this);
    public final FakeWorkflows workflows = new FakeWorkflows(this);
    public final FakeTokens tokens = new FakeTokens(this);
    public final FakeMembers members = new FakeMembers(this);
    public final FakeProjects projects = new FakeProjects(this, members);
    public final FakeInvitations invitations = new FakeInvitations(this);
    public final FakeConfirmations confirmations = new FakeConfirmations(this);
    public final FakeGrants grants = new FakeGrants(this);
    public final FakeSecrets secrets = new FakeSecrets(this);
    public final FakeConnectors connectors = new FakeConnectors(this);
    public final FakeToolReviews toolReviews = new FakeToolReviews(this, connectors);

    public FakePlatform() {
        this(0);
    }

    public FakePlatform(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        on(
                "GET",
                "/v1/internal/users/([^/]+)/tenants",
                request -> Answer.json(200, places(request.path().get(0))));
        on("POST", "/v1/internal/sign-ins", this::signIn);
        on("GET", "/v1/analytics/overview", _ -> Answer.json(200, runs.overview()));
        on("GET", "/v1/analytics/runs-timeseries", _ -> Answer.json(200, runs.series()));
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Forgets everything, for the next test. */
    public void clear() {
        runs.clear();
        tasks.clear();
        workflows.clear();
        tokens.clear();
        members.clear();
        projects.clear();
        invitations.clear();
        confirmations.clear();
        grants.clear();
        toolReviews.clear();
        secrets.clear();
        connectors.clear();
    }

    /** Who was said to have signed in or tried to, in order. */
    public List<JsonNode> signIns() {
        return List.copyOf(signIns);
    }

    private Answer signIn(Request request) {
        signIns.add(request.body());
        return Answer.nothing();
    }

    @Override
    public void close() {
        runs.hangUp();
        server.stop(0);
    }

    interface Handler {
        Answer handle(Request request);
    }

    private record Route(String method, Pattern path, Handler handler) {}

    void on(String method, String path, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path), handler));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!allowed(exchange, path)) {
            Answer.problem(401, "UNAUTHENTICATED", "The token is not valid here.")
                    .write(exchange);
        } else if (path.equals("/v1/runs/stream")) {
            runs.stream(exchange);
        } else {
            answer(exchange, path).write(exchange);
        }
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (route.method().equals(exchange.getRequestMethod()) && matcher.matches()) {
                return route.handler().handle(Request.of(exchange, matcher));
            }
        }
        return Answer.problem(404, "NOT_FOUND", "There is no such thing, or you may not see it.");
    }

    private static boolean allowed(HttpExchange exchange, String path) {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (path.startsWith("/v1/internal/")) {
            return given.equals("Service " + SERVICE_SECRET);
        }
        String[] parts = given.replace("Bearer ", "").split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        JsonNode claims = JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        return claims.path("tenant").asString("").equals(TENANT)
                && claims.path("scope").asString("").contains("console");
    }

    /** Everybody works here but those for whom the sign-in made an id (of version 8) and who have not joined. */
    private String places(String user) {
        boolean absent = user.charAt(14) == '8' && invitations.joined(user).isEmpty();
        String email = invitations.joined(user).orElse("ada@acme.test");
        return absent
                ? "{\"items\": [], \"next_cursor\": null}"
                : """
                {"items": [%s, %s], "next_cursor": null}
                """.formatted(place(PROJECT, "Production", email), place(SECOND_PROJECT, "Sandbox", email));
    }

    private static String place(String project, String name, String email) {
        return """
                {"tenant_id": "%s", "tenant_slug": "acme", "tenant_name": "Acme", "role": "tenant_owner",
                 "email": "%s", "display_name": "Ada Bright",
                 "project_id": "%s", "project_name": "%s", "project_role": "project_admin"}
                """.formatted(TENANT, email, project, name);
    }
}
