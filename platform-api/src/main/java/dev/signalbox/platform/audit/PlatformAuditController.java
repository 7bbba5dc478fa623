package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The platform's own chain, for whoever operates it: no tenant has a part in it. */
@RestController
@RequestMapping("/v1/internal/audit")
class PlatformAuditController {

    private final AuditService audit;

    PlatformAuditController(AuditService audit) {
        this.audit = audit;
    }

    @GetMapping
    @ServiceOnly
    Mono<Page<AuditEvent>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return audit.list(Audit.PLATFORM, limit, cursor);
    }

    @GetMapping("/verify")
    @ServiceOnly
    Mono<Verification> verify() {
        return audit.verify(Audit.PLATFORM);
    }

    @GetMapping("/heads")
    @ServiceOnly
    Mono<Page<SignedHead>> heads(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return audit.heads(Audit.PLATFORM, limit, cursor);
    }
}
