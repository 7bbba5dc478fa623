package dev.signalbox.console.oauth;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/** RFC 7009: a client gives a token back. Whichever of its tokens it shows, the grant ends, and with it all of them. */
final class Revocation implements AuthenticationProvider {

    private final Authorizations authorizations;

    Revocation(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    /** A token nobody knows is as good as given back; one of another client stays. */
    @Override
    public Authentication authenticate(Authentication asked) {
        var request = (OAuth2TokenRevocationAuthenticationToken) asked;
        var client = (OAuth2ClientAuthenticationToken) request.getPrincipal();
        var found = authorizations.findByToken(request.getToken(), null);
        if (found != null) {
            var registered = client.getRegisteredClient();
            if (registered == null || !registered.getId().equals(found.getRegisteredClientId())) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            authorizations.end(found);
        }
        return request;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(kind);
    }
}
