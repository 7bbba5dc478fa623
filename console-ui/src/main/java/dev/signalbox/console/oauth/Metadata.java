package dev.signalbox.console.oauth;

import dev.signalbox.console.platform.ScopeText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;

/** What clients are told about this server (RFC 8414, and its OpenID form): what it does, and nothing the framework might do besides. */
record Metadata(String issuer) {

    private static final Set<String> NOT_HERE = Set.of(
            "introspection_endpoint",
            "introspection_endpoint_auth_methods_supported",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported",
            "userinfo_endpoint",
            "end_session_endpoint");

    void complete(OAuth2AuthorizationServerMetadata.Builder metadata) {
        metadata.claims(this::add);
    }

    void complete(OidcProviderConfiguration.Builder metadata) {
        metadata.claims(this::add);
    }

    private void add(Map<String, Object> claims) {
        claims.keySet().removeAll(NOT_HERE);
        claims.put("registration_endpoint", issuer + "/oauth2/register");
        claims.put("scopes_supported", ScopeText.scopes());
        claims.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        claims.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("token_endpoint_auth_methods_supported", List.of("none"));
        claims.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        claims.put("authorization_response_iss_parameter_supported", true);
        claims.put("client_id_metadata_document_supported", true);
    }
}
