package dev.signalbox.platform.grants;

import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.access.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the sign-in does for somebody who connects a client, and for the client afterwards. */
@RestController
class GivenGrantController {

    private final GrantService grants;
    private final ClientDescriptions descriptions;

    GivenGrantController(GrantService grants, ClientDescriptions descriptions) {
        this.grants = grants;
        this.descriptions = descriptions;
    }

    @PostMapping("/v1/internal/grants")
    @ServiceOnly
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Grant> give(@Valid @RequestBody NewGrant grant) {
        return grants.give(grant);
    }

    @GetMapping("/v1/internal/tenants/{tenant}/grants/{id}")
    @ServiceOnly
    Mono<Grant> get(@PathVariable TenantId tenant, @PathVariable Grant.Id id) {
        return grants.find(tenant, id);
    }

    @DeleteMapping("/v1/internal/tenants/{tenant}/grants/{id}")
    @ServiceOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(@PathVariable TenantId tenant, @PathVariable Grant.Id id) {
        return grants.end(tenant, id);
    }

    /** What a client says of itself at the address that is its id. */
    @PostMapping("/v1/internal/client-descriptions/read")
    @ServiceOnly
    Mono<ClientDescription> describe(@Valid @RequestBody ReadDescription read) {
        return descriptions.read(read.clientId());
    }

    record ReadDescription(@NotBlank @Size(max = 400) String clientId) {}
}
