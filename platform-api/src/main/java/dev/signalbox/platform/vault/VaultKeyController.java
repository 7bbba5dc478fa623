package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/vault/keys")
class VaultKeyController {

    private final VaultKeyService keys;

    VaultKeyController(VaultKeyService keys) {
        this.keys = keys;
    }

    /** For an admin of the tenant: a new key seals from now on, and what was sealed before is sealed anew in the background. */
    @PostMapping("/rotate")
    @Requires(Scope.VAULT_WRITE)
    Mono<VaultKeyService.Rotation> rotate() {
        return keys.rotate();
    }
}
