package dev.signalbox.platform.guided;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.idempotency.OnceOnly;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.workflows.Workflow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/run-tokens")
class RunTokenController {

    private static final int DEFAULT_DAYS = 90;
    private static final int MAX_DAYS = 365;

    private final RunTokenService tokens;

    RunTokenController(RunTokenService tokens) {
        this.tokens = tokens;
    }

    /** The caller's own, the newest first. */
    @GetMapping
    @Requires(Scope.PAT_READ)
    Mono<Page<RunToken>> list(
            @RequestParam(required = false) Workflow.@Nullable Id workflow,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return tokens.list(workflow, limit, cursor);
    }

    /** Wants workflow:run on the workflow too. The text is shown once. */
    @PostMapping
    @Requires(Scope.PAT_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RunToken> create(@Valid @RequestBody CreateRunToken create, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "token");
        return tokens.create(
                create.displayName(),
                create.workflowId(),
                Objects.requireNonNullElse(create.expiresInDays(), DEFAULT_DAYS));
    }

    @DeleteMapping("/{id}")
    @Requires(Scope.PAT_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@PathVariable RunToken.Id id) {
        return tokens.revoke(id);
    }

    record CreateRunToken(
            @NotBlank @Size(max = 80) String displayName,
            @NotNull Workflow.Id workflowId,
            @Nullable @Min(1) @Max(MAX_DAYS) Integer expiresInDays) {}
}
