package dev.signalbox.platform.secrets;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.idempotency.OnceOnly;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/vault/secrets")
class SecretController {

    private static final String NAME_RULE = "is 1 to 80 letters, digits, - and _, beginning with a letter";
    private static final int LONGEST = 32 * 1024;

    private final SecretService secrets;
    private final SecretReveals reveals;

    SecretController(SecretService secrets, SecretReveals reveals) {
        this.secrets = secrets;
        this.reveals = reveals;
    }

    /** The secrets of the active project by name, without their values. */
    @GetMapping
    @Requires(Scope.VAULT_READ)
    Mono<Page<ProjectSecret>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return secrets.list(limit, cursor);
    }

    @PostMapping
    @Requires(Scope.VAULT_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ProjectSecret>> create(@Valid @RequestBody CreateSecret create) {
        var text =
                new SecretText(create.name(), create.description(), orNone(create.hosts()), orNone(create.instances()));
        return secrets.create(text, Secret.of(create.value())).map(SecretController::created);
    }

    @GetMapping("/{name}")
    @Requires(Scope.VAULT_READ)
    Mono<ResponseEntity<ProjectSecret>> get(@PathVariable String name) {
        return secrets.get(name, Scope.VAULT_READ).map(SecretController::tagged);
    }

    /** Makes it, or replaces all of it; without a value the one that is kept stays. Needs If-Match when there is one already. */
    @PutMapping("/{name}")
    @Requires(Scope.VAULT_WRITE)
    Mono<ResponseEntity<ProjectSecret>> put(
            @PathVariable @Pattern(regexp = SecretText.NAME, message = NAME_RULE) String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PutSecret put) {
        var text = new SecretText(name, put.description(), orNone(put.hosts()), orNone(put.instances()));
        return secrets.put(text, put.value() == null ? null : Secret.of(put.value()), ifMatch)
                .map(done -> done.made() ? created(done.secret()) : tagged(done.secret()));
    }

    @DeleteMapping("/{name}")
    @Requires(Scope.VAULT_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable String name) {
        return secrets.delete(name);
    }

    /**
     * The value, for a person who has just signed in or has confirmed this call in the console; a repetition with the same
     * idempotency key does not show it again. At most ten a minute.
     */
    @PostMapping("/{name}/reveal")
    @Requires(Scope.VAULT_REVEAL)
    Mono<SecretValue> reveal(
            @PathVariable String name, @Valid @RequestBody RevealSecret reveal, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "value");
        return reveals.reveal(name, reveal.reason()).map(SecretValue::of);
    }

    private static ResponseEntity<ProjectSecret> created(ProjectSecret secret) {
        return ResponseEntity.created(URI.create("/v1/vault/secrets/" + secret.name()))
                .eTag(IfMatch.etag(secret.version()))
                .body(secret);
    }

    private static ResponseEntity<ProjectSecret> tagged(ProjectSecret secret) {
        return ResponseEntity.ok().eTag(IfMatch.etag(secret.version())).body(secret);
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return Objects.requireNonNullElse(given, List.of());
    }

    record CreateSecret(
            @NotNull @Pattern(regexp = SecretText.NAME, message = NAME_RULE)
            String name,

            @NotEmpty @Size(max = LONGEST) String value,
            @Nullable @Size(max = 500) String description,
            @Nullable @Size(max = 50) List<@NotBlank String> hosts,
            @Nullable @Size(max = 50) List<@NotNull UUID> instances) {

        @Override
        public String toString() {
            return "CreateSecret[name=" + name + "]";
        }
    }

    record PutSecret(
            @Nullable @Size(min = 1, max = LONGEST) String value,
            @Nullable @Size(max = 500) String description,
            @Nullable @Size(max = 50) List<@NotBlank String> hosts,
            @Nullable @Size(max = 50) List<@NotNull UUID> instances) {

        @Override
        public String toString() {
            return "PutSecret[]";
        }
    }

    /** @param reason for the audit: why a person has to see it */
    record RevealSecret(@NotBlank @Size(min = 3, max = 500) String reason) {}

    /** @param value absent in the answer to a repetition */
    record SecretValue(String name, long version, @Nullable String value) {

        static SecretValue of(SecretReveals.Revealed revealed) {
            return new SecretValue(
                    revealed.secret().name(),
                    revealed.secret().version(),
                    revealed.value().reveal());
        }

        @Override
        public String toString() {
            return "SecretValue[name=" + name + "]";
        }
    }
}
