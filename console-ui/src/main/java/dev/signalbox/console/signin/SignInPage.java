package dev.signalbox.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

@Controller
class SignInPage {

    private final Html page = Html.template("page.html");
    private final Html form = Html.template("sign-in.html");
    private final Html alert = Html.template("alert.html");
    private final Html notice = Html.template("notice.html");

    @GetMapping("/login")
    ResponseEntity<String> show(HttpServletRequest request, @RequestAttribute("_csrf") CsrfToken csrf) {
        return page.with(Map.of(
                        "title", "Sign in",
                        "heading", "Signalbox",
                        "lead", "Where people and agents run work together.",
                        "body", form.with(Map.of("csrf", csrf.getToken(), "notice", notice(request)))))
                .page(HttpStatus.OK);
    }

    private Html notice(HttpServletRequest request) {
        if (request.getParameter("throttled") != null) {
            return alert.with(Map.of("sentence", "Too many tries. Wait a quarter of an hour, then try again."));
        }
        if (request.getParameter("error") != null) {
            return alert.with(
                    Map.of("sentence", "That address and password do not belong together. Check both and try again."));
        }
        if (request.getParameter("joined") != null) {
            return notice.with(Map.of("sentence", "You are a member now. Sign in with the password you chose."));
        }
        return request.getParameter("left") != null
                ? notice.with(Map.of("sentence", "You are signed out."))
                : Html.NOTHING;
    }
}
