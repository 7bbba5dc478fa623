package dev.signalbox.platform.access;

import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.problem.ApiException;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Cursors cursors(AccessSettings settings) {
        return new Cursors(Keys.derive(settings.root(), "cursor"));
    }

    /** A request is observed as a whole: one observation for each filter cost more than the filters. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** The keys are fetched with the first token, so that the platform starts before the sign-in does. */
    @Bean
    ReactiveJwtDecoder signinTokens(AccessSettings settings) {
        var decoder = NimbusReactiveJwtDecoder.withJwkSetUri(settings.signin().jwkSetUri())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.signin().issuer()),
                // Tokens the sign-in gives to other clients are made for other resources; only the console's is a
                // person here.
                new JwtClaimValidator<Object>(
                        "scope", scope -> String.valueOf(scope).contains("console")),
                new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(settings.audience()))));
        return decoder;
    }

    /** Actuator has its own port, which operators do not publish; on the API's port there is nothing at these addresses. */
    @Bean
    @Order(1)
    SecurityWebFilterChain actuator(ServerHttpSecurity http) {
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/actuator/**"))
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .csrf(CsrfSpec::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain api(
            ServerHttpSecurity http,
            Authenticator credentials,
            OperationAuthorization operations,
            FailedAuthentications failures) {
        var authentication = new AuthenticationWebFilter((ServerWebExchange exchange) -> Mono.just(claimed -> operations
                .admits(exchange, claimed)
                .then(Mono.defer(() -> credentials.authenticate(claimed)))
                .onErrorMap(CredentialRefusedException.class, refusal -> failures.refused(address(exchange), refusal))
                .onErrorMap(ApiException.class, failure -> failures.failed(address(exchange), failure))));
        var converter = new CredentialConverter();
        authentication.setServerAuthenticationConverter(exchange -> converter
                .convert(exchange)
                .onErrorMap(CredentialRefusedException.class, refusal -> failures.refused(address(exchange), refusal)));
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(authentication, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(operations))
                .build();
    }

    private static String address(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? "unknown" : remote.getAddress().getHostAddress();
    }
}
