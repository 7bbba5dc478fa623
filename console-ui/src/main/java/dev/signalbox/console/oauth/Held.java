package dev.signalbox.console.oauth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** The platform's grant behind an authorization, and the place it is for. */
record Held(String grant, String tenant, String project) {

    private static final String GRANT = "signalbox.grant";
    private static final String TENANT = "signalbox.tenant";
    private static final String PROJECT = "signalbox.project";

    /** Null when nobody has said yes yet. */
    static @Nullable Held by(OAuth2Authorization authorization) {
        String grant = authorization.getAttribute(GRANT);
        String tenant = authorization.getAttribute(TENANT);
        String project = authorization.getAttribute(PROJECT);
        return grant == null || tenant == null || project == null ? null : new Held(grant, tenant, project);
    }

    OAuth2Authorization.Builder into(OAuth2Authorization.Builder authorization) {
        return authorization.attribute(GRANT, grant).attribute(TENANT, tenant).attribute(PROJECT, project);
    }
}
