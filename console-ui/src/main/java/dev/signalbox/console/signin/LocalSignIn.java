package dev.signalbox.console.signin;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Turns address and password into a user id. The framework finds it as the one provider there is; naming it in a filter chain as well
 * would count every try twice. The principal's name is the id, because an address can change.
 */
@Component
class LocalSignIn implements AuthenticationProvider {

    private final Passwords passwords;
    private final SignInThrottle throttle;

    LocalSignIn(Passwords passwords, SignInThrottle throttle) {
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication claimed) {
        String email = claimed.getName();
        String address =
                claimed.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        throttle.count(email, address);

        var user = passwords
                .verify(email, String.valueOf(claimed.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("The address or the password is wrong."));

        throttle.forget(email, address);
        return UsernamePasswordAuthenticationToken.authenticated(
                user.toString(), null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
