package dev.signalbox.platform.tenants;

import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/tenants")
class TenantController {

    private final TenantService tenants;

    TenantController(TenantService tenants) {
        this.tenants = tenants;
    }

    @GetMapping
    @Authenticated
    Mono<Page<Tenant>> list() {
        return tenants.mine();
    }

    @GetMapping("/{id}")
    @Authenticated
    Mono<ResponseEntity<Tenant>> get(@PathVariable TenantId id) {
        return tenants.get(id).map(TenantController::tagged);
    }

    @PatchMapping("/{id}")
    @Requires(Scope.TENANT_MANAGE)
    Mono<ResponseEntity<Tenant>> update(
            @PathVariable TenantId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UpdateTenant update) {
        return tenants.rename(id, update.name(), IfMatch.required(ifMatch)).map(TenantController::tagged);
    }

    private static ResponseEntity<Tenant> tagged(Tenant tenant) {
        return ResponseEntity.ok().eTag(IfMatch.etag(tenant.version())).body(tenant);
    }

    record UpdateTenant(@NotBlank @Size(max = 80) String name) {}
}
