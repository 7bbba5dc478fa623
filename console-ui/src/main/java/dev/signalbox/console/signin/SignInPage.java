package dev.signalbox.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/** The sign-in page: plain HTML without a script, so that it works before, and without, everything else. */
@Controller
class SignInPage {

    private final String page;

    SignInPage() {
        try {
            this.page = new ClassPathResource("signin/sign-in.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/login")
    ResponseEntity<String> show(HttpServletRequest request) {
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
                                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                .body(page.replace("{{csrf}}", HtmlUtils.htmlEscape(csrf.getToken()))
                        .replace("{{notice}}", notice(request)));
    }

    private static String notice(HttpServletRequest request) {
        if (request.getParameter("throttled") != null) {
            return alert("Too many tries. Wait a quarter of an hour, then try again.");
        }
        if (request.getParameter("error") != null) {
            return alert("That address and password do not belong together. Check both and try again.");
        }
        return request.getParameter("left") != null
                ? "<p class=\"notice\" role=\"status\">You are signed out.</p>"
                : "";
    }

    private static String alert(String sentence) {
        return "<p class=\"notice bad\" role=\"alert\">" + sentence + "</p>";
    }
}
