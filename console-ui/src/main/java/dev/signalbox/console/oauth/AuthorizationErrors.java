package dev.signalbox.console.oauth;

import dev.signalbox.console.signin.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Refuses an authorization request: at the client's own address when that is known to be the client's, else on a page of ours, because
 * nobody may be sent where a stranger wants them.
 */
final class AuthorizationErrors implements AuthenticationFailureHandler {

    private final Html page = Html.template("page.html");
    private final Html advice = Html.template("connect-refused.html");
    private final String issuer;

    AuthorizationErrors(String issuer) {
        this.issuer = issuer;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) refusal).getError();
        WayBack back = wayBack(refusal);
        if (back == null) {
            show(error, response);
        } else {
            response.sendRedirect(back.with(words(error)).toString());
        }
    }

    private @Nullable WayBack wayBack(AuthenticationException refusal) {
        if (!(refusal instanceof OAuth2AuthorizationCodeRequestAuthenticationException known)) {
            return null;
        }
        var asked = known.getAuthorizationCodeRequestAuthentication();
        return asked == null || asked.getRedirectUri() == null
                ? null
                : new WayBack(asked.getRedirectUri(), asked.getState(), issuer);
    }

    private static Map<String, String> words(OAuth2Error error) {
        var words = new LinkedHashMap<String, String>();
        words.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            words.put("error_description", error.getDescription());
        }
        return words;
    }

    private void show(OAuth2Error error, HttpServletResponse response) throws IOException {
        String why = error.getDescription() == null ? "" : error.getDescription();
        page.with(Map.of(
                        "title", "Not connected",
                        "heading", "This client cannot be connected",
                        "lead", "What it asked for is not in order, so nothing was allowed.",
                        "body", advice.with(Map.of("error", error.getErrorCode(), "why", why))))
                .write(response, HttpStatus.BAD_REQUEST);
    }
}
