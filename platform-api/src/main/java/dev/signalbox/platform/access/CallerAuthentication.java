package dev.signalbox.platform.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller, as Spring Security carries it. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        super.setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller.user().toString();
    }
}
