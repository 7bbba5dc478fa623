package dev.signalbox.console.oauth;

import dev.signalbox.console.oauth.ClientDescriptions.Description;
import dev.signalbox.console.platform.ScopeText;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * The clients there are: those that registered here, and those that describe themselves at the address that is their id, which is read
 * again after an hour. Guarantee: each is public, must bring PKCE, gets short tokens and asks a person each time.
 */
@Component
class Clients implements RegisteredClientRepository {

    private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

    static final Duration ACCESS = Duration.ofMinutes(10);

    private static final Duration REFRESH = Duration.ofDays(30);
    private static final Duration CODE = Duration.ofMinutes(2);
    private static final String ADDRESS = "https://";

    private final JdbcRegisteredClientRepository stored;
    private final JdbcClient jdbc;
    private final ClientDescriptions descriptions;
    private final Clock clock;

    Clients(JdbcOperations operations, JdbcClient jdbc, ClientDescriptions descriptions, Clock clock) {
        this.stored = new JdbcRegisteredClientRepository(operations);
        this.jdbc = jdbc;
        this.descriptions = descriptions;
        this.clock = clock;
    }

    RegisteredClient register(String name, List<String> redirectUris) {
        var client = client(UUID.randomUUID().toString(), UUID.randomUUID().toString(), name, redirectUris);
        save(client);
        return client;
    }

    @Override
    public void save(RegisteredClient client) {
        stored.save(client);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return stored.findById(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        var known = stored.findByClientId(clientId);
        return clientId.startsWith(ADDRESS) && !fresh(clientId) ? described(clientId, known) : known;
    }

    /** Somebody connected it: now it is worth keeping. */
    void used(RegisteredClient client) {
        jdbc.sql("update oauth2_registered_client set last_used_at = now() where id = :id")
                .param("id", client.getId())
                .update();
    }

    private boolean fresh(String clientId) {
        return jdbc.sql("select count(*) from oauth2_registered_client where client_id = :id and read_until > now()")
                        .param("id", clientId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** When its address does not answer, what it said last time still holds. */
    private @Nullable RegisteredClient described(String clientId, @Nullable RegisteredClient known) {
        Optional<Description> said = descriptions.of(clientId);
        if (said.isEmpty()) {
            return known;
        }
        String id = known == null ? UUID.randomUUID().toString() : known.getId();
        try {
            save(client(id, clientId, said.get().clientName(), said.get().redirectUris()));
        } catch (DuplicateKeyException | IllegalArgumentException raced) {
            LOG.debug("Another request read it first: {}", raced.getMessage());
        }
        jdbc.sql("update oauth2_registered_client set read_until = now() + interval '1 hour' where client_id = :id")
                .param("id", clientId)
                .update();
        return stored.findByClientId(clientId);
    }

    private RegisteredClient client(String id, String clientId, String name, List<String> redirectUris) {
        return RegisteredClient.withId(id)
                .clientId(clientId)
                .clientIdIssuedAt(clock.instant())
                .clientName(name)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(all -> all.addAll(redirectUris))
                .scopes(all -> all.addAll(ScopeText.scopes()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(REFRESH)
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }
}
