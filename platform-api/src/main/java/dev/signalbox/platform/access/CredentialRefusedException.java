package dev.signalbox.platform.access;

import dev.signalbox.platform.access.RefusedCredential.KnownToken;
import dev.signalbox.platform.access.RefusedCredential.Reason;
import dev.signalbox.platform.problem.ApiException;
import org.jspecify.annotations.Nullable;

/** Carries the reason to where it is told to the audit; the answer says nothing of it. */
final class CredentialRefusedException extends RuntimeException {

    private final transient Reason reason;
    private final transient @Nullable KnownToken token;
    private final transient ApiException answer;

    private CredentialRefusedException(Reason reason, @Nullable KnownToken token, ApiException answer) {
        super(reason.wire(), null, false, false);
        this.reason = reason;
        this.token = token;
        this.answer = answer;
    }

    static CredentialRefusedException of(Reason reason) {
        return of(reason, null);
    }

    static CredentialRefusedException of(Reason reason, @Nullable KnownToken token) {
        return new CredentialRefusedException(
                reason,
                token,
                ApiException.unauthenticated(
                        "The token is not valid here: it is unknown, expired or revoked. Create a new one."));
    }

    /** @param advice how to send it instead */
    static CredentialRefusedException malformed(String advice) {
        return new CredentialRefusedException(Reason.MALFORMED, null, ApiException.unauthenticated(advice));
    }

    ApiException answer() {
        return answer;
    }

    RefusedCredential from(@Nullable String address) {
        return new RefusedCredential(address, reason, token);
    }
}
