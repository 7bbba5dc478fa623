package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failure of the database means for the caller. All of them happen before a commit, so nothing has changed. */
final class Failures {

    private static final int EXCERPT = 500;

    private Failures() {}

    static ToolException of(SQLException failure, PostgresSettings settings) {
        if (failure instanceof PSQLException said && said.getServerErrorMessage() != null) {
            return new ToolException(
                    reason(failure.getSQLState()), message(said.getServerErrorMessage(), settings), failure);
        }
        if (String.valueOf(failure.getMessage()).contains("maxResultBuffer")) {
            return new ToolException(
                    Reason.INVALID_ARGUMENT, "The rows are larger than 16 MB together; select fewer columns.", failure);
        }
        return new ToolException(reason(failure.getSQLState()), withoutServer(failure, settings), failure);
    }

    static boolean connectionLost(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static Reason reason(@Nullable String state) {
        return switch (String.valueOf(state)) {
            case "28P01", "28000" -> Reason.UNAUTHENTICATED;
            // Read-only transaction; insufficient privilege.
            case "25006", "42501" -> Reason.PERMISSION_DENIED;
            case "3D000" -> Reason.NOT_FOUND;
            case "23505", "23P01" -> Reason.CONFLICT;
            // Serialization failure; deadlock; lock not available: rolled back, and may well work next time.
            case "40001", "40P01", "55P03" -> Reason.UNAVAILABLE;
            // The statement took too long.
            case "57014" -> Reason.UPSTREAM_FAILED;
            default -> byClass(String.valueOf(state));
        };
    }

    private static Reason byClass(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // Connection; insufficient resources; operator intervention.
            case "08", "53", "57" -> Reason.UNAVAILABLE;
            case "XX", "58" -> Reason.UPSTREAM_FAILED;
            default -> Reason.INVALID_ARGUMENT;
        };
    }

    /** Detail and hint help whoever wrote the statement; file and routine of the server do not. */
    private static String message(@Nullable ServerErrorMessage said, PostgresSettings settings) {
        if (said == null) {
            return settings.host() + " refused without saying why.";
        }
        if ("57014".equals(said.getSQLState())) {
            return "The statement was cancelled after at most %d seconds.".formatted(settings.timeoutSeconds());
        }
        if ("28P01".equals(said.getSQLState())) {
            return settings.host() + " refuses the user name and password.";
        }
        var text =
                new StringBuilder("PostgreSQL says: ").append(said.getMessage()).append('.');
        if (said.getPosition() > 0) {
            text.append(" At character ").append(said.getPosition()).append('.');
        }
        if (said.getDetail() != null) {
            text.append(' ').append(said.getDetail());
        }
        if (said.getHint() != null) {
            text.append(' ').append(said.getHint());
        }
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text.toString();
    }

    /** The driver's own words may hold addresses of this machine. */
    private static String withoutServer(SQLException failure, PostgresSettings settings) {
        var state = String.valueOf(failure.getSQLState());
        if (failure.getCause() instanceof SSLException) {
            return settings.host() + " does not prove who it is: its TLS certificate was refused.";
        }
        if (state.startsWith("08")) {
            return settings.tls() == PostgresSettings.Tls.VERIFY_FULL
                    ? settings.host()
                            + " broke the connection off, does not speak TLS, or has a certificate for another name."
                    : settings.host() + " broke the connection off.";
        }
        return "The statement cannot be sent: " + failure.getMessage();
    }
}
