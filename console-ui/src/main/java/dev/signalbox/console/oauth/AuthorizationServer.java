package dev.signalbox.console.oauth;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signalbox.console.signin.SigninSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** The framework's parts; its clients and authorizations live in the schema, so any node can serve them. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SigninSettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.signin().issuer())
                .build();
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokens(JWKSource<SecurityContext> keys, AccessTokens claims, Clock clock) {
        var signed = new JwtGenerator(new NimbusJwtEncoder(keys));
        signed.setJwtCustomizer(claims);
        return new DelegatingOAuth2TokenGenerator(signed, new RefreshTokens(clock));
    }
}
