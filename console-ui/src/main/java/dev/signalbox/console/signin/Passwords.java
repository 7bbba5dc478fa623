package dev.signalbox.console.signin;

import com.vaadin.flow.server.WrappedSession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * Guarantee: a password is kept as a bcrypt hash only, and an unknown address takes as long to refuse as a wrong password, so
 * that nobody learns from the clock who has an account.
 */
@Service
public class Passwords {

    static final int SHORTEST = 12;

    /** What bcrypt reads of a password; a longer one is refused instead of silently cut. */
    static final int LONGEST_BYTES = 72;

    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(11);
    private final String nobody = encoder.encode(UUID.randomUUID().toString());
    private final LocalAccounts accounts;

    Passwords(LocalAccounts accounts) {
        this.accounts = accounts;
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    /** The user behind address and password, or none. */
    Optional<UUID> verify(String email, String password) {
        var account = accounts.byEmail(email);
        String hash = account.map(LocalAccounts.Account::passwordHash).orElse(nobody);
        boolean right = fits(password) && encoder.matches(password, hash);
        return account.filter(_ -> right).map(LocalAccounts.Account::userId);
    }

    public Optional<String> emailOf(String userId) {
        return accounts.byId(UUID.fromString(userId)).map(LocalAccounts.Account::email);
    }

    /** Ends every other session of this person. Answers false when the current password is wrong. */
    public boolean change(UUID user, String current, String wanted, WrappedSession goesOn) {
        var account =
                accounts.byId(user).filter(found -> fits(current) && encoder.matches(current, found.passwordHash()));
        account.ifPresent(found -> {
            accounts.changeHash(found.userId(), hash(wanted));
            PasswordSessions.goOn(goesOn);
        });
        return account.isPresent();
    }

    /** Length beats composition rules: they make passwords worse, not better. */
    public static boolean acceptable(String password) {
        return password.length() >= SHORTEST && fits(password);
    }

    private static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }
}
