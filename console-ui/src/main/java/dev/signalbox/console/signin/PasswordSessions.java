package dev.signalbox.console.signin;

import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guarantee: a session lives as long as the password it began with. Whoever changes theirs ends every other session with the next
 * request it makes, on all nodes.
 */
public final class PasswordSessions extends OncePerRequestFilter {

    private static final String SINCE = "signalbox.password-since";

    private final LocalAccounts accounts;

    PasswordSessions(LocalAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (person != null && session != null && !sameSince(session, accounts.passwordSince(person.getName()))) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private static boolean sameSince(HttpSession session, String since) {
        Object began = session.getAttribute(SINCE);
        if (began == null) {
            session.setAttribute(SINCE, since);
            return true;
        }
        return began.equals(since);
    }

    /** The one session that goes on: the one in which the password was changed; its next request begins anew with the new one. */
    static void goOn(WrappedSession session) {
        session.removeAttribute(SINCE);
    }
}
