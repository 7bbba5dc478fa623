package dev.signalbox.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks JSON with one of the processes; whatever is not a success ends in a sentence with the problem's own words. */
final class JsonHttp implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    JsonNode get(URI address, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(address).GET(), headers);
    }

    JsonNode post(URI address, Map<String, String> headers, JsonNode body) {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                headers);
    }

    private JsonNode send(HttpRequest.Builder builder, Map<String, String> headers) {
        headers.forEach(builder::header);
        var request = builder.timeout(Duration.ofSeconds(30)).build();
        try {
            return read(request, client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new LocalFailure("%s did not answer: %s.".formatted(request.uri(), e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("The call of %s was interrupted.".formatted(request.uri()));
        }
    }

    private static JsonNode read(HttpRequest request, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new LocalFailure("%s %s answered %d: %s"
                    .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
