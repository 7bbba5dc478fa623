package dev.signalbox.platform.problem;

import dev.signalbox.platform.problem.ApiException.FieldError;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What the frameworks throw, said in our codes. */
final class Failures {

    /** SQLSTATE of text that PostgreSQL cannot keep: the character U+0000, as text and inside of JSON. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    /** SQLSTATE character_not_in_repertoire and untranslatable_character: PostgreSQL keeps no U+0000 in a text. */
    private static final Set<String> NUL_CHARACTER = Set.of("22021", "22P05");

    private Failures() {}

    static ApiException known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException sql && NUL_CHARACTER.contains(String.valueOf(sql.getSqlState()))) {
                return new ApiException(
                        ErrorCode.INVALID_ARGUMENT, "A text contains the character U+0000. Leave it out.");
            }
            if (cause instanceof DataBufferLimitException) {
                return new ApiException(ErrorCode.TOO_LARGE, "The body is larger than 1 MiB. Send less, or in parts.");
            }
            if (cause instanceof R2dbcException sql && UNSTORABLE.contains(String.valueOf(sql.getSqlState()))) {
                return new ApiException(
                        ErrorCode.INVALID_ARGUMENT, "A text holds the character U+0000, which cannot be kept.");
            }
        }
        return switch (failure) {
            case ApiException known -> known;
            case WebExchangeBindException invalid -> fields(invalid);
            case HandlerMethodValidationException invalid -> parameters(invalid);
            case ConstraintViolationException invalid ->
                new ApiException(ErrorCode.INVALID_ARGUMENT, String.valueOf(invalid.getMessage()));
            case ServerWebInputException unreadable -> input(unreadable);
            case ResponseStatusException status -> status(status.getStatusCode());
            case CannotCreateTransactionException _,
                    TransactionSystemException _,
                    NonTransientDataAccessResourceException _,
                    TransientDataAccessException _,
                    R2dbcTransientException _,
                    R2dbcNonTransientResourceException _ ->
                ApiException.unavailable("The database does not answer. Try again shortly.");
            default -> internal();
        };
    }

    private static ApiException fields(WebExchangeBindException invalid) {
        return listed(invalid.getFieldErrors().stream()
                .map(e -> new FieldError(snake(e.getField()), String.valueOf(e.getDefaultMessage())))
                .toList());
    }

    private static ApiException parameters(HandlerMethodValidationException invalid) {
        return listed(invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(e -> new FieldError(
                                snake(String.valueOf(result.getMethodParameter().getParameterName())),
                                String.valueOf(e.getDefaultMessage()))))
                .toList());
    }

    private static ApiException listed(List<FieldError> errors) {
        String detail = errors.isEmpty()
                ? "The request is not valid."
                : errors.getFirst().field() + " " + errors.getFirst().message() + ".";
        return new ApiException(ErrorCode.INVALID_ARGUMENT, detail, errors, Map.of());
    }

    private static ApiException input(ServerWebInputException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnrecognizedPropertyException unknown -> {
                    return ApiException.invalid(path(unknown), "is not a field of this request");
                }
                case DatabindException mismatch
                when !path(mismatch).isEmpty() -> {
                    return ApiException.invalid(path(mismatch), "does not have the expected type or format");
                }
                case ApiException ours -> {
                    return ours;
                }
                case JacksonException _ -> {
                    return new ApiException(
                            ErrorCode.INVALID_ARGUMENT, "The body is not valid JSON of the expected form.");
                }
                default -> {}
            }
        }
        var parameter = unreadable.getMethodParameter();
        return parameter == null || parameter.getParameterName() == null || unreadable.getCause() == null
                ? new ApiException(
                        ErrorCode.INVALID_ARGUMENT,
                        "A required part of the request is missing: " + unreadable.getReason())
                : ApiException.invalid(
                        snake(parameter.getParameterName()), "does not have the expected type or format");
    }

    private static ApiException status(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this address.");
            case 405 -> new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "This address does not know this method.");
            case 406 -> new ApiException(ErrorCode.NOT_ACCEPTABLE, "Accept application/json.");
            case 413 -> new ApiException(ErrorCode.TOO_LARGE, "The body is larger than 1 MiB. Send less, or in parts.");
            case 415 -> new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default ->
                status.is4xxClientError()
                        ? new ApiException(ErrorCode.INVALID_ARGUMENT, "The request is not valid.")
                        : internal();
        };
    }

    private static ApiException internal() {
        return new ApiException(
                ErrorCode.INTERNAL, "Something failed on our side. Quote request_id when you report it.");
    }

    private static String path(DatabindException failure) {
        var path = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
