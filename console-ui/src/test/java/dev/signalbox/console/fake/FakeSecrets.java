package dev.signalbox.console.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Secrets by name; the values are told to whoever gives a reason, or only after a yes when that is wanted. */
public final class FakeSecrets {

    private final Table<ObjectNode> secrets = new Table<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private @Nullable String confirmation;

    FakeSecrets(FakePlatform platform) {
        platform.on("GET", "/v1/vault/secrets", request -> Answer.page(secrets.all(), request));
        platform.on("POST", "/v1/vault/secrets", request -> {
            String name = request.body().path("name").asString();
            write(name, request);
            return Answer.json(201, secrets.get(name));
        });
        platform.on("PUT", "/v1/vault/secrets/([^/]+)", this::replace);
        platform.on("DELETE", "/v1/vault/secrets/([^/]+)", request -> {
            secrets.remove(request.path().get(0));
            return Answer.nothing();
        });
        platform.on("POST", "/v1/vault/secrets/([^/]+)/reveal", this::reveal);
    }

    void clear() {
        secrets.clear();
        values.clear();
        reasons.clear();
        confirmation = null;
    }

    public void add(String name, String value, String description, List<String> hosts) {
        ObjectNode secret = FakePlatform.JSON.createObjectNode();
        secret.put("name", name).put("description", description).put("version", 1);
        secret.set("hosts", FakePlatform.JSON.valueToTree(hosts));
        secret.putArray("instances");
        secret.put("updated_at", Instant.now().toString());
        secrets.put(name, secret);
        values.put(name, value);
    }

    /** From now on a value is shown only after this confirmation. */
    public void wantConfirmation(@Nullable String id) {
        confirmation = id;
    }

    public @Nullable String value(String name) {
        return values.get(name);
    }

    public ObjectNode secret(String name) {
        return secrets.get(name);
    }

    public List<ObjectNode> all() {
        return secrets.all();
    }

    public List<String> reasons() {
        return reasons;
    }

    private void write(String name, Request request) {
        var hosts = request.body()
                .path("hosts")
                .valueStream()
                .map(host -> host.asString())
                .toList();
        secrets.remove(name);
        add(
                name,
                request.body().path("value").asString(values.getOrDefault(name, "")),
                request.body().path("description").asString(""),
                hosts);
    }

    private Answer replace(Request request) {
        String name = request.path().get(0);
        if (!"\"1\"".equals(request.ifMatch())) {
            return Answer.problem(412, "STALE_VERSION", "Secret was changed meanwhile.");
        }
        write(name, request);
        return Answer.json(200, secrets.get(name));
    }

    private Answer reveal(Request request) {
        if (confirmation != null) {
            ObjectNode problem = FakePlatform.JSON.createObjectNode();
            problem.put("status", 403).put("code", "PERMISSION_DENIED").put("detail", "This needs a person's yes.");
            problem.put("confirmation_id", confirmation);
            return new Answer(403, "application/problem+json", problem.toString(), null);
        }
        reasons.add(request.body().path("reason").asString());
        String name = request.path().get(0);
        return Answer.json(
                200,
                FakePlatform.JSON
                        .createObjectNode()
                        .put("name", name)
                        .put("version", 1)
                        .put("value", values.get(name)));
    }
}
