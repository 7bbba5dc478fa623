package dev.signalbox.platform;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.members.MemberService;
import dev.signalbox.platform.projects.ProjectService;
import dev.signalbox.platform.tenants.TenantService;
import dev.signalbox.platform.tokens.NewPat;
import dev.signalbox.platform.tokens.Pat;
import dev.signalbox.platform.tokens.PatService;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** Opens tenants, people and tokens for a test, through the platform's own services. */
@TestComponent
public class TestTenants {

    private final TenantService tenants;
    private final MemberService members;
    private final ProjectService projects;
    private final PatService pats;

    TestTenants(TenantService tenants, MemberService members, ProjectService projects, PatService pats) {
        this.tenants = tenants;
        this.members = members;
        this.projects = projects;
        this.pats = pats;
    }

    /** A tenant with an owner and a public project. */
    public TestTenant aTenant() {
        String slug = "t-" + UUID.randomUUID();
        var tenant = Objects.requireNonNull(tenants.open("Acme", slug).block()).id();
        var owner = person(tenant, TenantRole.TENANT_OWNER);
        return new TestTenant(this, tenant, owner, aProject(tenant, owner, true));
    }

    public UserId person(TenantId tenant, TenantRole role) {
        String email = UUID.randomUUID() + "@example.com";
        return Objects.requireNonNull(
                members.join(tenant, email, "Somebody", role).block());
    }

    public ProjectId aProject(TenantId tenant, UserId admin, boolean open) {
        return Objects.requireNonNull(projects.create(tenant, admin, "Main", "p-" + UUID.randomUUID(), open)
                .block());
    }

    /** A token of a person; its default project is the given one, and it is limited to none. */
    public Pat pat(TenantId tenant, UserId user, ProjectId project, Set<Scope> scopes) {
        return Objects.requireNonNull(
                pats.make(tenant, user, new NewPat("Test", scopes, Set.of(), project, List.of(), false, 1), null)
                        .block());
    }

    /** A tenant of one test. */
    public record TestTenant(TestTenants tenants, TenantId id, UserId owner, ProjectId project) {

        /** A token of the owner with every scope. */
        public String token() {
            return token(Scope.all().toArray(Scope[]::new));
        }

        public String token(Scope... scopes) {
            return Objects.requireNonNull(
                    tenants.pat(id, owner, project, Set.of(scopes)).token());
        }

        /** A token of somebody who is only a member. */
        public String memberToken(Scope... scopes) {
            var member = tenants.person(id, TenantRole.TENANT_MEMBER);
            return Objects.requireNonNull(
                    tenants.pat(id, member, project, Set.of(scopes)).token());
        }
    }
}
