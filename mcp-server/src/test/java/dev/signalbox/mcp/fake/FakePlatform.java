package dev.signalbox.mcp.fake;

import dev.signalbox.mcp.platform.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** Speaks the platform's side of the contract over real HTTP: introspection, exchange, revocations, and whatever operations a test scripts. */
public final class FakePlatform implements AutoCloseable {

    public static final String SERVICE_SECRET = "the-secret-of-the-service-0123456789";

    private static final String DELEGATED = "delegated-";
    private static final String USER = "0198a000-0000-7000-8000-0000000000aa";

    private final Map<String, Holder> holders = new ConcurrentHashMap<>();
    private final Map<String, Function<Asked, Mono<Said>>> operations = new ConcurrentHashMap<>();
    private final Map<String, Flux<String>> streams = new ConcurrentHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Sinks.Many<String> revoked = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<String> cuts = Sinks.many().multicast().directBestEffort();
    private final List<String> abandoned = new CopyOnWriteArrayList<>();
    private volatile DisposableServer server;
    private volatile boolean revocationsCut;

    public FakePlatform() {
        this.server = listen(0);
    }

    /** What the platform answers. */
    public record Said(int status, String body) {

        public static Said json(String body) {
            return new Said(200, body);
        }

        public static Said problem(int status, String code, String detail) {
            return new Said(status, """
                    {"type":"urn:signalbox:problem:x","title":"x","status":%d,"code":"%s","detail":"%s","error":"%s",
                     "retryable":%s,"request_id":"r-1"}""".formatted(status, code, detail, detail, status >= 500));
        }
    }

    /** Who a token belongs to and what it may do. */
    public record Holder(
            String tokenId,
            List<String> rights,
            List<String> groups,
            boolean readOnly,
            String project,
            String tenant,
            @Nullable String workflow,
            Grant grant) {

        public static Holder with(String... rights) {
            return new Holder(
                    UUID.randomUUID().toString(), List.of(rights), List.of(), false, PROJECT, TENANT, null, Grant.NONE);
        }

        /** Of a run token. */
        public static Holder running(String workflow) {
            return new Holder(
                    UUID.randomUUID().toString(),
                    List.of("workflow:run"),
                    List.of(),
                    false,
                    PROJECT,
                    TENANT,
                    workflow,
                    Grant.NONE);
        }

        public Holder readingOnly() {
            return new Holder(tokenId, rights, groups, true, project, tenant, workflow, grant);
        }

        public Holder inGroups(String... names) {
            return new Holder(tokenId, rights, List.of(names), readOnly, project, tenant, workflow, grant);
        }

        /** The same token with other rights. */
        public Holder nowWith(String... other) {
            return new Holder(tokenId, List.of(other), groups, readOnly, project, tenant, workflow, grant);
        }

        public Holder inTenant(String other) {
            return new Holder(tokenId, rights, groups, readOnly, project, other, workflow, grant);
        }

        /** As a client that was granted these scopes, with a token made for this resource. */
        public Holder connected(String resource, String... scopes) {
            return new Holder(
                    tokenId, rights, groups, readOnly, project, tenant, workflow, new Grant(resource, List.of(scopes)));
        }
    }

    /** What makes a token a connected client's. */
    public record Grant(String resource, List<String> scopes) {

        static final Grant NONE = new Grant("", List.of());
    }

    public static final String TENANT = "0198a000-0000-7000-8000-0000000000bb";

    public static final String PROJECT = "0198a000-0000-7000-8000-000000000001";

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public FakePlatform knows(String token, Holder holder) {
        holders.put(token, holder);
        return this;
    }

    /** @param operation method and path, without the query */
    public FakePlatform answers(String operation, Said said) {
        return answers(operation, _ -> Mono.just(said));
    }

    public FakePlatform answers(String operation, Function<Asked, Mono<Said>> answer) {
        operations.put(operation, answer);
        return this;
    }

    /** What a WebSocket at this path says before it is closed in order. */
    public FakePlatform streams(String path, Flux<String> frames) {
        streams.put(path, frames);
        return this;
    }

    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    public List<Asked> asked(String operation) {
        return asked().stream()
                .filter(request ->
                        operation.equals(request.method() + " " + request.path().split("\\?")[0]))
                .toList();
    }

    /** Requests whose client went away before the answer. */
    public List<String> abandoned() {
        return abandoned;
    }

    public void revoke(String token) {
        Holder holder = holders.remove(token);
        if (holder != null) {
            revoked.tryEmitNext(holder.tokenId());
        }
    }

    /** Forgets a token without telling anybody, as when the notification got lost. */
    public void forget(String token) {
        holders.remove(token);
    }

    /** Ends the streams and opens no new one. */
    public void cutRevocations() {
        revocationsCut = true;
        cuts.tryEmitNext("cut");
    }

    public void resumeRevocations() {
        revocationsCut = false;
    }

    public int revocationReaders() {
        return revoked.currentSubscriberCount();
    }

    public void reset() {
        holders.clear();
        operations.clear();
        streams.clear();
        synchronized (asked) {
            asked.clear();
        }
        abandoned.clear();
    }

    public void stop() {
        server.disposeNow(Duration.ofSeconds(3));
    }

    public void startAgain() {
        server = listen(server.port());
    }

    private DisposableServer listen(int port) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle(this::handle)
                .bindNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Flux<String> stream = streams.get(request.uri().split("\\?")[0]);
        if (stream != null && request.requestHeaders().contains("Upgrade", "websocket", true)) {
            remember(one(request, ""));
            return response.sendWebsocket(
                    (_, out) -> out.sendString(stream).then().then(out.sendClose(1000, "")));
        }
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .flatMap(text -> {
                    var one = one(request, text);
                    remember(one);
                    if (request.uri().startsWith("/v1/internal/revocations")) {
                        return revocations(one, response);
                    }
                    return answer(one)
                            .doOnCancel(() -> abandoned.add(one.method() + " " + one.path()))
                            .flatMap(said -> write(response, said));
                });
    }

    private static Asked one(HttpServerRequest request, String text) {
        var headers = new HashMap<String, String>();
        request.requestHeaders().forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
        return new Asked(request.method().name(), request.uri(), headers, text);
    }

    private void remember(Asked one) {
        synchronized (asked) {
            asked.add(one);
        }
    }

    private Mono<Said> answer(Asked one) {
        String path = one.path().split("\\?")[0];
        return switch (path) {
            case "/v1/introspect" -> forServices(one, this::introspect);
            case "/v1/token-exchange" -> forServices(one, this::exchange);
            case "/v1/internal/tool-calls" -> forServices(one, _ -> new Said(204, ""));
            default -> forHolders(one, path);
        };
    }

    private Mono<Said> forServices(Asked one, Function<Asked, Said> answer) {
        return Mono.just(
                ("Service " + SERVICE_SECRET).equals(one.header("Authorization"))
                        ? answer.apply(one)
                        : Said.problem(401, "UNAUTHENTICATED", "not one of us"));
    }

    private Said introspect(Asked one) {
        Holder holder = holders.get(one.body().path("token").asString());
        return Said.json(
                holder == null ? "{\"active\":false}" : introspection(holder).toString());
    }

    private static ObjectNode introspection(Holder holder) {
        ObjectNode known = Json.MAPPER
                .createObjectNode()
                .put("active", true)
                .put("sub", USER)
                .put("tenant_id", holder.tenant())
                .put("project_id", holder.project())
                .put("read_only", holder.readOnly())
                .put("token_id", holder.tokenId())
                .put("token_kind", kind(holder));
        if (holder.grant() != Grant.NONE) {
            known.putArray("aud").add(holder.grant().resource());
        }
        holder.rights().forEach(known.putArray("rights")::add);
        return holder.workflow() == null ? known : known.put("workflow_id", holder.workflow());
    }

    private static String kind(Holder holder) {
        if (holder.grant() != Grant.NONE) {
            return "grant";
        }
        return holder.workflow() == null ? "pat" : "run";
    }

    private Said exchange(Asked one) {
        String token = one.body().path("subject_token").asString();
        return holders.containsKey(token)
                ? Said.json("{\"access_token\":\"%s%s\",\"token_type\":\"Bearer\",\"expires_in\":60}"
                        .formatted(DELEGATED, token))
                : Said.problem(400, "INVALID_ARGUMENT", "subject_token: is not a valid token");
    }

    /** A delegated token is worth what its source is worth now. On stdio the token itself comes. */
    private Mono<Said> forHolders(Asked one, String path) {
        String token = String.valueOf(one.header("Authorization"))
                .replace("Bearer ", "")
                .replace(DELEGATED, "");
        Holder holder = holders.get(token);
        if (holder == null) {
            return Mono.just(Said.problem(401, "UNAUTHENTICATED", "no such token"));
        }
        String project = one.header("X-Project-Id");
        if (project != null && !project.equals(holder.project())) {
            return Mono.just(Said.problem(404, "NOT_FOUND", "Project %s does not exist.".formatted(project)));
        }
        if (holder.workflow() != null && !path.startsWith("/v1/guided/")) {
            return Mono.just(Said.problem(401, "UNAUTHENTICATED", "This is a run token."));
        }
        if (path.equals("/v1/me") && one.header("X-Mcp-Tool") == null) {
            return Mono.just(Said.json(me(holder)));
        }
        Function<Asked, Mono<Said>> operation = operations.get(one.method() + " " + path);
        return operation == null
                ? Mono.just(Said.problem(404, "NOT_FOUND", "There is no " + path))
                : operation.apply(one);
    }

    private static String me(Holder holder) {
        ObjectNode me = Json.MAPPER.createObjectNode();
        me.put("user_id", USER).put("email", "ada@example.com");
        me.put("display_name", "Ada").put("tenant_id", holder.tenant());
        me.put("tenant_role", "tenant_member").put("project_id", holder.project());
        me.put("read_only", holder.readOnly()).put("token_id", holder.tokenId());
        (holder.grant() == Grant.NONE ? holder.rights() : holder.grant().scopes()).forEach(me.putArray("scopes")::add);
        holder.rights().forEach(me.putArray("rights")::add);
        holder.groups().forEach(me.putArray("groups")::add);
        return me.toString();
    }

    private static Mono<Void> write(HttpServerResponse response, Said said) {
        return response.status(said.status())
                .header("Content-Type", said.status() < 400 ? "application/json" : "application/problem+json")
                .sendString(Mono.just(said.body()))
                .then();
    }

    private Mono<Void> revocations(Asked one, HttpServerResponse response) {
        if (!("Service " + SERVICE_SECRET).equals(one.header("Authorization"))) {
            return write(response, Said.problem(401, "UNAUTHENTICATED", "not one of us"));
        }
        if (revocationsCut) {
            return write(response, Said.problem(503, "UNAVAILABLE", "not now"));
        }
        Flux<String> events = revoked.asFlux()
                .map(id -> "event: revoked\nid: %s\ndata: {\"token_id\":\"%s\"}\n\n".formatted("c-" + id, id));
        Flux<String> beat = Flux.interval(Duration.ZERO, Duration.ofSeconds(5)).map(_ -> ": alive\n\n");
        return response.sse()
                .sendString(events.mergeWith(beat).takeUntilOther(cuts.asFlux()), StandardCharsets.UTF_8)
                .then();
    }

    @Override
    public void close() {
        stop();
    }
}
