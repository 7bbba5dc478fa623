package dev.signalbox.console.signin;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people who sign in with a password kept here. What they may do is known to the platform only. */
@Repository
class LocalAccounts {

    record Account(UUID userId, String email, String passwordHash) {}

    private final JdbcClient jdbc;

    LocalAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> byEmail(String email) {
        return jdbc.sql("select user_id, email, password_hash from local_account where email = :email")
                .param("email", normal(email))
                .query(Account.class)
                .optional();
    }

    Optional<Account> byId(UUID userId) {
        return jdbc.sql("select user_id, email, password_hash from local_account where user_id = :id")
                .param("id", userId)
                .query(Account.class)
                .optional();
    }

    /** Answers false when this user or this address is here already; nothing is changed then. */
    boolean create(UUID userId, String email, String passwordHash) {
        return jdbc.sql("""
                        insert into local_account (user_id, email, password_hash) values (:id, :email, :hash)
                        on conflict do nothing
                        """)
                        .param("id", userId)
                        .param("email", normal(email))
                        .param("hash", passwordHash)
                        .update()
                == 1;
    }

    /** Since when the password is what it is; empty when the account is gone. */
    String passwordSince(String userId) {
        return jdbc.sql("""
                        select coalesce(password_changed_at, created_at)::text from local_account
                        where user_id = :id
                        """)
                .param("id", UUID.fromString(userId))
                .query(String.class)
                .optional()
                .orElse("");
    }

    void changeHash(UUID userId, String passwordHash) {
        jdbc.sql("update local_account set password_hash = :hash, password_changed_at = now() where user_id = :id")
                .param("id", userId)
                .param("hash", passwordHash)
                .update();
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
