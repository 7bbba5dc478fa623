package dev.signalbox.console.signin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Tells the platform who signed in and who tried to, for its audit. Guarantee: a sign-in neither waits for this nor fails with it; what
 * could not be told is said in the log. Thread-safe.
 */
@Component
class SignInReports implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SignInReports.class);
    private static final int WAITING = 1_000;

    private final RestClient platform;
    private final LocalAccounts accounts;
    private final ExecutorService reporter = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("sign-in reports").factory(),
            (_, _) -> log.warn("A sign-in is not in the audit: {} reports are waiting already", WAITING));

    SignInReports(RestClient.Builder http, SigninSettings settings, LocalAccounts accounts) {
        this.platform = http.baseUrl(settings.platform().url().toString())
                .defaultHeader("Authorization", "Service " + settings.service().secret())
                .build();
        this.accounts = accounts;
    }

    @EventListener
    void onSuccess(AuthenticationSuccessEvent event) {
        Authentication person = event.getAuthentication();
        if (isOurs(person)) {
            reporter.execute(() -> report(new Report(person.getName(), "succeeded", address(person))));
        }
    }

    @EventListener
    void onFailure(AbstractAuthenticationFailureEvent event) {
        Authentication claimed = event.getAuthentication();
        if (isOurs(claimed)) {
            String result = event.getException() instanceof LockedException ? "throttled" : "failed";
            reporter.execute(() -> report(claimed, result));
        }
    }

    /** Programs authenticate in this process as well. */
    private static boolean isOurs(Authentication authentication) {
        return authentication instanceof UsernamePasswordAuthenticationToken;
    }

    /** Only whose account it is leaves this process, not what was typed: that may be a password. */
    private void report(Authentication claimed, String result) {
        try {
            String user = accounts.byEmail(claimed.getName())
                    .map(account -> account.userId().toString())
                    .orElse(null);
            report(new Report(user, result, address(claimed)));
        } catch (DataAccessException e) {
            log.warn("A sign-in that {} is not in the audit: {}", result, e.toString());
        }
    }

    private void report(Report report) {
        try {
            platform.post().uri("/v1/internal/sign-ins").body(report).retrieve().toBodilessEntity();
        } catch (RestClientException e) {
            log.warn(
                    "A sign-in that {} by user {} is not in the audit: {}",
                    report.result(),
                    report.userId(),
                    e.toString());
        }
    }

    private static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                        && details.getRemoteAddress() != null
                ? details.getRemoteAddress()
                : "unknown";
    }

    /** What is under way is told; what still waits is not worth holding the process up. */
    @Override
    public void destroy() throws InterruptedException {
        reporter.shutdown();
        if (!reporter.awaitTermination(2, TimeUnit.SECONDS)) {
            log.warn("{} sign-ins are not in the audit", reporter.shutdownNow().size());
        }
    }

    private record Report(@Nullable String userId, String result, String address) {}
}
