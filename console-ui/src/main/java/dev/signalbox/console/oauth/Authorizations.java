package dev.signalbox.console.oauth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * What clients have been given, as the schema keeps it.
 *
 * <p>Guarantee: a refresh token works once, on one node, and only while the platform's grant behind it holds. One that is shown again
 * later than {@link #MERCY} ends the grant, because two parties have it (ADR 62).
 */
@Component
class Authorizations implements OAuth2AuthorizationService {

    /** A client may ask twice at the same time; that is clumsy, not theft. */
    static final String MERCY = "30 seconds";

    private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);
    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final JdbcOAuth2AuthorizationService stored;
    private final JdbcClient jdbc;
    private final Grants grants;

    Authorizations(JdbcOperations operations, JdbcClient jdbc, RegisteredClientRepository clients, Grants grants) {
        this.stored = new JdbcOAuth2AuthorizationService(operations, clients);
        this.jdbc = jdbc;
        this.grants = grants;
    }

    /** The framework takes a refresh token back when its code is shown twice: then nothing of it may live on. */
    @Override
    public void save(OAuth2Authorization authorization) {
        var refresh = authorization.getRefreshToken();
        if (refresh != null && refresh.isInvalidated()) {
            end(authorization);
        } else {
            stored.save(KeptTokens.in(authorization));
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        stored.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return stored.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && STATE.equals(type)) {
            return stored.findByToken(token, STATE);
        }
        String kept = KeptTokens.kept(token);
        var found = stored.findByToken(kept, type);
        return type != null && OAuth2TokenType.REFRESH_TOKEN.equals(type) ? renewable(kept, found) : found;
    }

    /** The request that waits for an answer, if it waits for this person's. */
    Optional<OAuth2Authorization> waiting(String state, String userId) {
        return Optional.ofNullable(findByToken(state, STATE))
                .filter(authorization -> authorization.getPrincipalName().equals(userId));
    }

    /** The grant first: when the platform does not answer, what is here must not look as if it had ended. */
    void end(OAuth2Authorization authorization) {
        Held held = Held.by(authorization);
        if (held != null) {
            grants.end(held);
        }
        stored.remove(authorization);
    }

    private @Nullable OAuth2Authorization renewable(String kept, @Nullable OAuth2Authorization found) {
        if (found == null) {
            endWhoseTokenThisWas(kept);
            return null;
        }
        Held held = Held.by(found);
        if (held == null || !holds(held)) {
            stored.remove(found);
            return null;
        }
        return spend(kept, found) ? found : null;
    }

    private boolean holds(Held held) {
        try {
            return grants.holds(held);
        } catch (RestClientException e) {
            LOG.warn("A grant could not be checked: {}", e.getMessage());
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    "temporarily_unavailable", "The platform does not answer at the moment. Try again shortly.", null));
        }
    }

    /** The row that can be written once decides between nodes. */
    private boolean spend(String kept, OAuth2Authorization found) {
        return jdbc.sql("""
                        insert into spent_refresh_token (hash, authorization_id) values (:hash, :authorization)
                        on conflict do nothing
                        """)
                        .param("hash", kept)
                        .param("authorization", found.getId())
                        .update()
                == 1;
    }

    private void endWhoseTokenThisWas(String kept) {
        jdbc.sql("""
                        select authorization_id from spent_refresh_token
                        where hash = :hash and spent_at < now() - cast(:mercy as interval)
                        """)
                .param("hash", kept)
                .param("mercy", MERCY)
                .query(String.class)
                .optional()
                .map(stored::findById)
                .ifPresent(stolen -> {
                    LOG.warn("A refresh token was shown again. Whatever came from it has ended.");
                    end(stolen);
                });
    }
}
