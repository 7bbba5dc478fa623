package dev.signalbox.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What a request claims: a scheme, a token, and which of its tenants and projects it means. Not yet believed. */
final class Credential extends AbstractAuthenticationToken {

    private final String scheme;
    private final String token;
    private final @Nullable TenantId tenant;
    private final @Nullable ProjectId project;

    Credential(String scheme, String token, @Nullable TenantId tenant, @Nullable ProjectId project) {
        super(List.of());
        this.scheme = scheme;
        this.token = token;
        this.tenant = tenant;
        this.project = project;
    }

    boolean isRunToken() {
        return token.startsWith(TokenText.Kind.WRT.prefix());
    }

    String scheme() {
        return scheme;
    }

    String token() {
        return token;
    }

    @Nullable
    TenantId tenant() {
        return tenant;
    }

    @Nullable
    ProjectId project() {
        return project;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "";
    }
}
