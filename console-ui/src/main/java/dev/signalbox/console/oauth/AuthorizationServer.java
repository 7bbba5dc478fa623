package dev.signalbox.console.signin;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** The OAuth side of the sign-in: its clients, authorizations and consents live in the schema, so any node can serve them. */
@EnableScheduling
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SigninSettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.signin().issuer())
                .build();
    }

    @Bean
    RegisteredClientRepository registeredClients(JdbcOperations jdbc) {
        return new JdbcRegisteredClientRepository(jdbc);
    }

    @Bean
    JdbcOAuth2AuthorizationService authorizations(JdbcOperations jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(jdbc, clients);
    }

    @Bean
    JdbcOAuth2AuthorizationConsentService consents(JdbcOperations jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationConsentService(jdbc, clients);
    }

    /** The platform takes a tenant from the token only: whoever gets one works in the place of the person who consented. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tenantClaims(Memberships memberships, SigninSettings settings) {
        return context -> {
            var person = context.getPrincipal();
            if (person != null && OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                context.getClaims().audience(List.of(settings.audience()));
                memberships.of(person.getName()).stream().findFirst().ifPresent(place -> context.getClaims()
                        .claim("tenant", place.tenantId()));
            }
        };
    }
}
