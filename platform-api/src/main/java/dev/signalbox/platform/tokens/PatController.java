package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.idempotency.OnceOnly;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
@RequestMapping("/v1/pats")
class PatController {

    private final PatService pats;
    private final PatReveals reveals;

    PatController(PatService pats, PatReveals reveals) {
        this.pats = pats;
        this.reveals = reveals;
    }

    @GetMapping
    @Requires(Scope.PAT_READ)
    Mono<Page<Pat>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return pats.list(limit, cursor);
    }

    @PostMapping
    @Requires(Scope.PAT_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Pat> create(@Valid @RequestBody CreatePat create, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "token");
        return pats.create(create.pat());
    }

    @GetMapping("/{id}")
    @Requires(Scope.PAT_READ)
    Mono<Pat> get(@PathVariable Pat.Id id) {
        return pats.get(id);
    }

    @DeleteMapping("/{id}")
    @Requires(Scope.PAT_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@PathVariable Pat.Id id) {
        return pats.revoke(id);
    }

    @PostMapping("/{id}/rotate")
    @Requires(Scope.PAT_WRITE)
    Mono<Pat> rotate(@PathVariable Pat.Id id, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "token");
        return pats.rotate(id);
    }

    /** The text of a token that was made or rotated in the last ten minutes: once, then it is gone. */
    @PostMapping("/{id}/reveal")
    @Requires(Scope.PAT_WRITE)
    Mono<Pat> reveal(@PathVariable Pat.Id id, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "token");
        return reveals.reveal(id);
    }

    record CreatePat(
            @NotBlank @Size(max = 80) String displayName,
            @NotEmpty Set<Scope> scopes,
            @Nullable @Size(max = 100) Set<ProjectId> projectIds,
            @Nullable ProjectId defaultProjectId,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 40) String> groups,
            @Nullable Boolean readOnly,
            @Nullable @Min(1) @Max(NewPat.MAX_DAYS) Integer expiresInDays) {

        NewPat pat() {
            return new NewPat(
                    displayName,
                    scopes,
                    Objects.requireNonNullElse(projectIds, Set.of()),
                    defaultProjectId,
                    Objects.requireNonNullElse(groups, List.of()),
                    Boolean.TRUE.equals(readOnly),
                    Objects.requireNonNullElse(expiresInDays, NewPat.DEFAULT_DAYS));
        }
    }
}
