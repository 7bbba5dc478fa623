package dev.signalbox.platform.bootstrap;

import dev.signalbox.platform.access.Anonymous;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.bootstrap.BootstrapService.First;
import dev.signalbox.platform.bootstrap.BootstrapService.Installed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class BootstrapController {

    private final BootstrapService bootstrap;
    private final TenantTransaction transaction;

    BootstrapController(BootstrapService bootstrap, TenantTransaction transaction) {
        this.bootstrap = bootstrap;
        this.transaction = transaction;
    }

    @PostMapping("/v1/bootstrap")
    @Anonymous("The bootstrap token, given by whoever starts the installation, and only while there is no tenant.")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Installed> install(@RequestHeader("X-Bootstrap-Token") String token, @Valid @RequestBody Bootstrap first) {
        return transaction.entering(bootstrap.install(token, first.first()));
    }

    record Bootstrap(
            @NotBlank @Size(max = 80) String tenantName,

            @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9-]{1,62}")
            String tenantSlug,

            @NotBlank @Size(max = 80) String projectName,
            @NotBlank @Email String email,
            @NotBlank @Size(max = 80) String displayName,
            @NotEmpty Set<Scope> patScopes) {

        First first() {
            return new First(tenantName, tenantSlug, projectName, slug(projectName), email, displayName, patScopes);
        }

        private static String slug(String name) {
            String slug =
                    name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            return slug.length() < 2 ? "project" : slug.substring(0, Math.min(slug.length(), 62));
        }
    }
}
