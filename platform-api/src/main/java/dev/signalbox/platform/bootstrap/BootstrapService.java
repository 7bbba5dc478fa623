package dev.signalbox.platform.bootstrap;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.members.MemberService;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.projects.ProjectService;
import dev.signalbox.platform.tenants.Tenant;
import dev.signalbox.platform.tenants.TenantService;
import dev.signalbox.platform.tokens.NewPat;
import dev.signalbox.platform.tokens.PatService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Fills an empty installation: a tenant, its owner, a project and a token, or nothing at all. */
@Service
class BootstrapService {

    private final BootstrapSettings settings;
    private final BootstrapRepository bootstrap;
    private final TenantService tenants;
    private final MemberService members;
    private final ProjectService projects;
    private final PatService pats;

    BootstrapService(
            BootstrapSettings settings,
            BootstrapRepository bootstrap,
            TenantService tenants,
            MemberService members,
            ProjectService projects,
            PatService pats) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.tenants = tenants;
        this.members = members;
        this.projects = projects;
        this.pats = pats;
    }

    Mono<Installed> install(String token, First first) {
        return Mono.just(token)
                .filter(this::ours)
                .switchIfEmpty(Mono.error(() -> ApiException.unauthenticated("This is not the bootstrap token.")))
                .then(bootstrap.claimEmpty())
                .filter(empty -> empty)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.GONE, "This installation has its first tenant already. Sign in instead.")))
                .then(Mono.defer(() -> tenants.open(first.tenantName(), first.tenantSlug())))
                .flatMap(tenant -> fill(tenant, first));
    }

    private Mono<Installed> fill(Tenant tenant, First first) {
        return members.join(tenant.id(), first.email(), first.displayName(), TenantRole.TENANT_OWNER)
                .flatMap(owner -> projects.create(tenant.id(), owner, first.projectName(), first.projectSlug(), true)
                        .flatMap(project -> pats.make(tenant.id(), owner, pat(first, project), null)
                                .map(pat -> new Installed(tenant.id(), project, owner, String.valueOf(pat.token())))));
    }

    private static NewPat pat(First first, ProjectId project) {
        return new NewPat("Demo", first.patScopes(), Set.of(), project, List.of(), false, NewPat.DEFAULT_DAYS);
    }

    private boolean ours(String token) {
        return settings.token() != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), settings.token().getBytes(StandardCharsets.UTF_8));
    }

    /** What the first tenant is called and who owns it. */
    record First(
            String tenantName,
            String tenantSlug,
            String projectName,
            String projectSlug,
            String email,
            String displayName,
            Set<Scope> patScopes) {}

    record Installed(TenantId tenantId, ProjectId projectId, UserId userId, String pat) {}
}
