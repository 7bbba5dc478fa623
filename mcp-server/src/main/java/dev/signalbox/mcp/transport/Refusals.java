package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.ToolAccess;
import dev.signalbox.mcp.catalog.UnknownInstanceException;
import dev.signalbox.mcp.catalog.UnknownNameException;
import dev.signalbox.mcp.platform.CallerRefusedException;
import dev.signalbox.mcp.platform.PlatformUnavailableException;
import dev.signalbox.mcp.platform.UnknownProjectException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Turns what went wrong before a tool could answer into one reply, so that every kind of it looks the same
 * everywhere.
 */
@Component
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private final McpSettings settings;
    private final ToolAccess access;

    Refusals(McpSettings settings, ToolAccess access) {
        this.settings = settings;
        this.access = access;
    }

    /** @param status of a protocol fault; the other failures have their own */
    JsonRpcReply reply(@Nullable JsonNode id, Throwable failure, HttpStatus status) {
        return switch (failure) {
            case JsonRpcFailure fault -> JsonRpcReply.failure(status, id, fault);
            case MissingTokenException missing -> challenge(id, String.valueOf(missing.getMessage()), "");
            case MisplacedTokenException misplaced ->
                challenge(id, String.valueOf(misplaced.getMessage()), "error=\"invalid_request\", ");
            // Without the address of a sign-in: that one gives no token of the kind that is missing.
            case WrongTokenException wrong ->
                refuse(HttpStatus.UNAUTHORIZED, id, "UNAUTHENTICATED", wrong, false)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case CallerRefusedException refused ->
                challenge(id, String.valueOf(refused.getMessage()), "error=\"invalid_token\", ");
            case TooManyGuessesException guesses ->
                refuse(HttpStatus.TOO_MANY_REQUESTS, id, "RATE_LIMITED", guesses, true)
                        .header(HttpHeaders.RETRY_AFTER, "60");
            case NoToolsException nothing -> insufficient(id, nothing, access.scopes());
            case MissingScopeException missing -> insufficient(id, missing, missing.scopes());
            case UnknownNameException unknown -> badRequest(id, unknown);
            case UnknownProjectException unknown -> badRequest(id, unknown);
            case NarrowingException wrong -> badRequest(id, wrong);
            case UnknownInstanceException unknown -> refuse(HttpStatus.NOT_FOUND, id, "NOT_FOUND", unknown, false);
            case UnknownSessionException unknown -> refuse(HttpStatus.NOT_FOUND, id, "NOT_FOUND", unknown, false);
            case UnsupportedMediaTypeException other ->
                refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE, id, "UNSUPPORTED_MEDIA_TYPE", other, false);
            case DataBufferLimitException _ ->
                JsonRpcReply.failure(
                        HttpStatus.CONTENT_TOO_LARGE,
                        id,
                        JsonRpcFailure.refused("TOO_LARGE", "The body is larger than 1 MiB."));
            case PlatformUnavailableException down -> {
                log.warn("The platform did not answer: {}", String.valueOf(down.getCause()));
                yield refuse(HttpStatus.SERVICE_UNAVAILABLE, id, "UNAVAILABLE", down, true)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            }
            default -> {
                log.error("A request failed", failure);
                yield JsonRpcReply.failure(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        id,
                        JsonRpcFailure.refused("INTERNAL", "This should not have happened; it is written to the log."));
            }
        };
    }

    private JsonRpcReply challenge(@Nullable JsonNode id, String message, String error) {
        return JsonRpcReply.failure(HttpStatus.UNAUTHORIZED, id, JsonRpcFailure.refused("UNAUTHENTICATED", message))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer %s%s".formatted(error, metadata()));
    }

    private JsonRpcReply insufficient(@Nullable JsonNode id, RuntimeException why, List<String> scopes) {
        return refuse(HttpStatus.FORBIDDEN, id, "PERMISSION_DENIED", why, false)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\", scope=\"%s\", %s"
                                .formatted(String.join(" ", scopes), metadata()));
    }

    private static JsonRpcReply badRequest(@Nullable JsonNode id, RuntimeException wrong) {
        return refuse(HttpStatus.BAD_REQUEST, id, "INVALID_ARGUMENT", wrong, false);
    }

    private static JsonRpcReply refuse(
            HttpStatus status, @Nullable JsonNode id, String code, RuntimeException why, boolean retryable) {
        return JsonRpcReply.failure(
                status, id, JsonRpcFailure.refused(code, String.valueOf(why.getMessage()), retryable));
    }

    private String metadata() {
        return "resource_metadata=\"%s\"".formatted(settings.resourceMetadata());
    }
}
