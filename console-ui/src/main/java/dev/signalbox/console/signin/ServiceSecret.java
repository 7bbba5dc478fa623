package dev.signalbox.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Guarantee: passes only a request that carries the secret our processes share, compared in constant time. */
@Component
class ServiceSecret implements AuthorizationManager<RequestAuthorizationContext> {

    private final byte[] expected;

    ServiceSecret(SigninSettings settings) {
        this.expected = ("Service " + settings.service().secret()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> anybody, RequestAuthorizationContext context) {
        return new AuthorizationDecision(carriesSecret(context.getRequest()));
    }

    private boolean carriesSecret(HttpServletRequest request) {
        String given = request.getHeader("Authorization");
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }
}
