package dev.signalbox.platform.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** One of our own processes, proved by the service secret. */
final class ServiceAuthentication extends AbstractAuthenticationToken {

    ServiceAuthentication() {
        super(List.of());
        super.setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "service";
    }
}
