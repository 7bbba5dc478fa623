package dev.signalbox.console.oauth;

import dev.signalbox.console.platform.ScopeText;
import dev.signalbox.console.signin.PasswordSessions;
import dev.signalbox.console.signin.SigninSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** The doors for clients. */
@Configuration(proxyBeanMethods = false)
class OAuthSecurity {

    private static final String CONSENT = "/connect";

    @Bean
    @Order(1)
    SecurityFilterChain oauthEndpoints(
            HttpSecurity http,
            Clients clients,
            Authorizations authorizations,
            McpResource resource,
            SigninSettings settings,
            PasswordSessions sessions) {
        var server = new OAuth2AuthorizationServerConfigurer();
        var publicClients = new PublicClients(clients);
        var metadata = new Metadata(settings.signin().issuer());
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(server, it -> it.authorizationServerMetadataEndpoint(
                                endpoint -> endpoint.authorizationServerMetadataCustomizer(metadata::complete))
                        .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                endpoint -> endpoint.providerConfigurationCustomizer(metadata::complete)))
                        .clientAuthentication(client ->
                                client.authenticationConverter(publicClients).authenticationProvider(publicClients))
                        .authorizationEndpoint(endpoint -> ask(endpoint, resource, settings))
                        .tokenRevocationEndpoint(
                                endpoint -> endpoint.authenticationProvider(new Revocation(authorizations))))
                .cors(cors -> cors.configurationSource(fromAnywhere()))
                .addFilterAfter(sessions, SecurityContextHolderFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(refusal -> refusal.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    /**
     * Called by programs, which have no session and nothing a browser could be tricked out of. What browsers ask before they let a
     * page call the other addresses is answered here too, because the framework's chain knows them by their method.
     */
    @Bean
    @Order(1)
    SecurityFilterChain registration(HttpSecurity http) {
        var anywhere = fromAnywhere();
        return http.securityMatcher(request -> request.getRequestURI().equals("/oauth2/register")
                        || (CorsUtils.isPreFlightRequest(request) && anywhere.getCorsConfiguration(request) != null))
                .csrf(csrf -> csrf.disable())
                .cors(cors -> cors.configurationSource(anywhere))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The answer comes from the consent page, so the framework's way to take it from a form is shut. */
    private static void ask(
            OAuth2AuthorizationEndpointConfigurer endpoint, McpResource resource, SigninSettings settings) {
        var requests = new AuthorizationRequests(resource, ScopeText.FOR_AN_AGENT);
        endpoint.consentPage(CONSENT)
                .authorizationRequestConverters(converters -> {
                    converters.clear();
                    converters.add(requests);
                })
                .authenticationProviders(providers -> {
                    providers.removeIf(OAuth2AuthorizationConsentAuthenticationProvider.class::isInstance);
                    providers.forEach(provider -> check(provider, requests));
                })
                .errorResponseHandler(new AuthorizationErrors(settings.signin().issuer()));
    }

    private static void check(AuthenticationProvider provider, AuthorizationRequests requests) {
        if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
            codes.setAuthenticationValidator(requests);
            codes.setAuthorizationConsentRequired(_ -> true);
        }
    }

    /** Clients that are web pages call these from their own origin; nothing here looks at cookies, so anybody may. */
    private static CorsConfigurationSource fromAnywhere() {
        var anybody = new CorsConfiguration();
        anybody.setAllowedOrigins(List.of("*"));
        anybody.setAllowedMethods(List.of("GET", "POST"));
        anybody.setAllowedHeaders(List.of("*"));
        var paths = new UrlBasedCorsConfigurationSource();
        List.of("/.well-known/**", "/oauth2/jwks", "/oauth2/register", "/oauth2/token", "/oauth2/revoke")
                .forEach(path -> paths.registerCorsConfiguration(path, anybody));
        return paths;
    }
}
