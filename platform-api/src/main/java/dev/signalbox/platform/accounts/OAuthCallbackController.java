package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.Anonymous;
import dev.signalbox.platform.accounts.AccountReturns.Answer;
import dev.signalbox.platform.accounts.AccountReturns.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Where browsers come back from other systems. */
@RestController
class OAuthCallbackController {

    static final String PATH = "/v1/oauth/callback";

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title><body style="font-family:system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem;line-height:1.5">
            <h1 style="font-size:1.4rem">%1$s</h1><p>%2$s</p></body></html>
            """;

    private final AccountReturns returns;

    OAuthCallbackController(AccountReturns returns) {
        this.returns = returns;
    }

    /** Ends the way of a link that connects an account: back to where the link's maker wanted, or with a page. */
    @GetMapping(path = PATH + "/{door}", produces = MediaType.TEXT_HTML_VALUE)
    @Anonymous(
            "The state: 256 random bits, kept as a hash, good once within ten minutes. What it connects is unusable until verified.")
    Mono<ResponseEntity<String>> callback(
            @PathVariable String door,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String iss,
            @RequestParam(required = false) @Nullable String error) {
        return returns.take(new Answer(door, state, code, iss, error))
                .map(OAuthCallbackController::onwards)
                .defaultIfEmpty(page(
                        HttpStatus.BAD_REQUEST,
                        "This link is used up",
                        "It was opened before, or is too old. Ask for a new one where you got it."));
    }

    private static ResponseEntity<String> onwards(Outcome outcome) {
        if (outcome.returnUrl() != null) {
            var back = UriComponentsBuilder.fromUri(outcome.returnUrl())
                    .queryParam("connected_account_id", outcome.account());
            back = outcome.proof() == null
                    ? back.queryParam("error", "not_connected")
                    : back.queryParam("verification_code", outcome.proof());
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    // Encoded already: the address as it was given, and letters and digits.
                    .location(back.build(true).toUri())
                    .header("Referrer-Policy", "no-referrer")
                    .build();
        }
        if (outcome.proof() == null) {
            return page(HttpStatus.BAD_REQUEST, "The account was not connected", String.valueOf(outcome.problem()));
        }
        return page(
                HttpStatus.OK,
                "Almost done",
                "Give this code to whoever sent you here, and to nobody else: " + outcome.proof());
    }

    private static ResponseEntity<String> page(HttpStatus status, String title, String text) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(PAGE.formatted(HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text)));
    }
}
