package dev.signalbox.console.platform;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why the platform refused, in the words it used: its sentences are written for people. */
public final class PlatformProblem extends RuntimeException {

    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final String code;
    private final transient JsonNode document;

    private PlatformProblem(int status, String code, String sentence, JsonNode document, @Nullable Throwable cause) {
        super(sentence, cause);
        this.status = status;
        this.code = code;
        this.document = document;
    }

    static PlatformProblem read(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        JsonNode document = parse(response.getBody().readAllBytes());
        String detail = document.path("detail").asString("");
        String sentence =
                detail.isEmpty() ? "The platform answered with status " + status + "." : detail + fields(document);
        return new PlatformProblem(status, document.path("code").asString("UNKNOWN"), sentence, document, null);
    }

    public static PlatformProblem unreachable(Throwable cause) {
        return new PlatformProblem(
                503,
                "UNREACHABLE",
                "The platform does not answer at the moment. Nothing is lost; try again shortly.",
                JSON.createObjectNode(),
                cause);
    }

    /** A problem need not be JSON: a proxy in between may answer in its own words, which are not for the user. */
    private static JsonNode parse(byte[] body) {
        try {
            JsonNode document = JSON.readTree(body);
            return document == null ? JSON.createObjectNode() : document;
        } catch (JacksonException _) {
            return JSON.createObjectNode();
        }
    }

    private static String fields(JsonNode document) {
        List<JsonNode> errors = document.path("errors").valueStream().toList();
        return errors.isEmpty()
                ? ""
                : errors.stream()
                        .map(error -> error.path("field").asString("") + " "
                                + error.path("message").asString(""))
                        .collect(Collectors.joining("; ", " (", ")"));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** The whole document, for the facts some problems carry beside the sentence. */
    public JsonNode document() {
        return document;
    }

    public boolean notFound() {
        return status == 404;
    }

    public boolean conflict() {
        return status == 409;
    }
}
