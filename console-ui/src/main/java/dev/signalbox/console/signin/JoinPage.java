package dev.signalbox.console.signin;

import dev.signalbox.console.signin.InvitationLinks.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriUtils;

/** Where an invitation's link leads. Opening it changes nothing, so that a scanner of mails uses none up; only a button does. */
@Controller
@RequestMapping("/join/{token}")
class JoinPage {

    private static final Logger LOG = LoggerFactory.getLogger(JoinPage.class);

    private final HttpSessionRequestCache afterSignIn = new HttpSessionRequestCache();
    private final Joining joining;

    JoinPage(Joining joining) {
        this.joining = joining;
    }

    @GetMapping
    ResponseEntity<String> show(
            @PathVariable String token,
            @Nullable Authentication person,
            @RequestAttribute("_csrf") CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Door door = joining.door(token, id(person));
        if (door instanceof Door.AfterSignIn) {
            afterSignIn.saveRequest(request, response);
        }
        return new JoinWords(token, csrf.getToken()).of(door).page(status(door));
    }

    /** Somebody new, or somebody whose password is still missing. */
    @PostMapping
    ResponseEntity<String> join(
            @PathVariable String token,
            @Nullable Authentication person,
            @RequestAttribute("_csrf") CsrfToken csrf,
            Choice choice) {
        return switch (joining.door(token, id(person))) {
            case Door.ForSomebodyNew(Invited invited) ->
                choice.mistake()
                        .map(mistake -> refused(new Door.ForSomebodyNew(invited), token, csrf, choice, mistake))
                        .orElseGet(() -> joinAnew(token, invited, csrf, choice));
            case Door.Unfinished joined ->
                choice.passwordMistake()
                        .map(mistake -> refused(joined, token, csrf, choice, mistake))
                        .orElseGet(() -> finish(token, joined, choice));
            case Door.Shut _, Door.AfterSignIn _, Door.Open _, Door.ForSomebodyElse _ -> again(token);
        };
    }

    private ResponseEntity<String> joinAnew(String token, Invited invited, CsrfToken csrf, Choice choice) {
        return switch (joining.joinAnew(token, invited, choice.name(), choice.password())) {
            case Answer.Joined _ -> to("/login?joined");
            case Answer.Gone _ -> again(token);
            case Answer.SomebodyElses _ ->
                refused(new Door.ForSomebodyNew(invited), token, csrf, choice, JoinWords.NO_PASSWORD_HERE);
        };
    }

    private ResponseEntity<String> finish(String token, Door.Unfinished joined, Choice choice) {
        joining.finish(token, joined, choice.password());
        return to("/login?joined");
    }

    /** The owner of the address, who has signed in. */
    @PostMapping("/accept")
    ResponseEntity<String> accept(@PathVariable String token, @Nullable Authentication person, HttpSession session) {
        Optional<UUID> signedIn = id(person);
        if (signedIn.isPresent() && joining.door(token, signedIn) instanceof Door.Open(Invited invited)) {
            if (joining.joinAs(token, invited, signedIn.get()) instanceof Answer.Joined(String tenant)) {
                Arrival.in(tenant, session);
                return to("/");
            }
        }
        return again(token);
    }

    @PostMapping("/leave")
    ResponseEntity<String> leave(@PathVariable String token, HttpSession session) {
        session.invalidate();
        return again(token);
    }

    @ExceptionHandler
    ResponseEntity<String> platformIsDown(RestClientException failure) {
        LOG.warn("An invitation could not be opened: {}", failure.getMessage());
        return JoinWords.notNow().page(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private ResponseEntity<String> refused(Door door, String token, CsrfToken csrf, Choice choice, String why) {
        return new JoinWords(token, csrf.getToken()).of(door, choice, why).page(HttpStatus.BAD_REQUEST);
    }

    private static HttpStatus status(Door door) {
        return door instanceof Door.Shut ? HttpStatus.GONE : HttpStatus.OK;
    }

    private static Optional<UUID> id(@Nullable Authentication person) {
        return Optional.ofNullable(person).map(Authentication::getName).map(UUID::fromString);
    }

    private static ResponseEntity<String> again(String token) {
        return to("/join/" + UriUtils.encodePathSegment(token, StandardCharsets.UTF_8));
    }

    private static ResponseEntity<String> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
