package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.audit.HeadKeys.PublishedKey;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/audit")
class AuditController {

    private final AuditService audit;
    private final HeadKeys keys;

    AuditController(AuditService audit, HeadKeys keys) {
        this.audit = audit;
        this.keys = keys;
    }

    @GetMapping
    @Requires(Scope.AUDIT_READ)
    Mono<Page<AuditEvent>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Access.current().flatMap(caller -> audit.list(caller.tenant(), limit, cursor));
    }

    @GetMapping("/verify")
    @Requires(Scope.AUDIT_READ)
    Mono<Verification> verify() {
        return Access.current().flatMap(caller -> audit.verify(caller.tenant()));
    }

    /** To be kept elsewhere: docs/audit.md says how to check the entries against them. */
    @GetMapping("/heads")
    @Requires(Scope.AUDIT_READ)
    Mono<Page<SignedHead>> heads(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Access.current().flatMap(caller -> audit.heads(caller.tenant(), limit, cursor));
    }

    /** Empty while no head is signed. The first one signs now. */
    @GetMapping("/keys")
    @Requires(Scope.AUDIT_READ)
    Mono<Page<PublishedKey>> keys() {
        return Mono.fromSupplier(() -> new Page<>(keys.published(), null));
    }
}
