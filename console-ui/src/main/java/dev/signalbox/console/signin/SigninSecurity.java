package dev.signalbox.console.signin;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Which door guards which address. All of them are declared, here and for clients in {@code oauth}: one of our own switches off the framework's. */
@Configuration(proxyBeanMethods = false)
class SigninSecurity {

    /** Whoever starts this process asks without a sign-in whether it is ready; the answer has no details. */
    @Bean
    @Order(0)
    SecurityFilterChain health(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.to("health"))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Called by our own processes with a header a browser cannot be tricked into sending: no session, no forgery token. */
    @Bean
    @Order(2)
    SecurityFilterChain serviceEndpoints(HttpSecurity http, ServiceSecret secret) {
        return http.securityMatcher("/internal/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().access(secret))
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    /** A chain of its own, because the one of the pages leaves the forgery check off where one signs in. */
    @Bean
    @Order(3)
    SecurityFilterChain signIn(HttpSecurity http) {
        return http.securityMatcher("/login")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(form -> form.loginPage("/login").failureHandler(explainRefusal()))
                .build();
    }

    /** For the chains of other packages that look at the sessions of people. */
    @Bean
    PasswordSessions passwordSessions(LocalAccounts accounts) {
        return new PasswordSessions(accounts);
    }

    /** Filters that are beans would run for each request; this one belongs into chains. */
    @Bean
    FilterRegistrationBean<PasswordSessions> onlyInChains(PasswordSessions sessions) {
        var registration = new FilterRegistrationBean<>(sessions);
        registration.setEnabled(false);
        return registration;
    }

    /** Open to anybody with a link, which must not leave in a Referer; a session is looked at as strictly as on the pages. */
    @Bean
    @Order(4)
    SecurityFilterChain joinPages(HttpSecurity http, PasswordSessions sessions) {
        return http.securityMatcher("/join/*", "/join/*/accept", "/join/*/leave")
                .addFilterBefore(sessions, AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pages(HttpSecurity http, PasswordSessions sessions) {
        return http.addFilterBefore(sessions, AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(HttpMethod.GET, "/console/**", "/aura/fonts/**")
                                .permitAll())
                .with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView("/login", "/login?left")
                        .anyRequest(AuthorizedUrl::authenticated))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'")))
                .build();
    }

    private static AuthenticationFailureHandler explainRefusal() {
        return (request, response, refusal) ->
                response.sendRedirect(refusal instanceof LockedException ? "/login?throttled" : "/login?error");
    }
}
