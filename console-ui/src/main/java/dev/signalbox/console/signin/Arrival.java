package dev.signalbox.console.signin;

import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** The workspace somebody just joined: the next page they open works there, once. */
public final class Arrival {

    private static final String TENANT = "signalbox.arrives-in";

    private Arrival() {}

    static void in(String tenantId, HttpSession session) {
        session.setAttribute(TENANT, tenantId);
    }

    public static Optional<String> take(WrappedSession session) {
        var tenant = Optional.ofNullable(session.getAttribute(TENANT)).map(Object::toString);
        session.removeAttribute(TENANT);
        return tenant;
    }
}
