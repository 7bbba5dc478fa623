package dev.signalbox.platform.host;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.time.Duration;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import reactor.util.retry.Retry;

/** A database that does not answer for a while is nobody's failure: no run may end because of it. */
final class Absence {

    /** About a minute; then the run is left to the scheduler, which comes back to it. */
    static final Retry PATIENCE = waiting(60);

    /** As long as the driver lives, which gives up by its own patience. */
    static final Retry ENDURANCE = waiting(Long.MAX_VALUE);

    private Absence() {}

    private static Retry waiting(long attempts) {
        return Retry.backoff(attempts, Duration.ofMillis(100))
                .maxBackoff(Duration.ofSeconds(1))
                .filter(Absence::is)
                .onRetryExhaustedThrow((_, last) -> last.failure());
    }

    static boolean is(Throwable failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException
                || failure instanceof R2dbcTransientException
                || failure instanceof R2dbcNonTransientResourceException;
    }
}
