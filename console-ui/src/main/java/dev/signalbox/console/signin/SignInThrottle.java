package dev.signalbox.console.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Component;

/**
 * Guarantee: within a quarter of an hour an address of the network gets {@value #PER_PAIR} tries at one account and
 * {@value #PER_ADDRESS} in all, and one account {@value #PER_ACCOUNT}, on all nodes together. A try is counted before the
 * password is looked at, so parallel tries gain nothing.
 */
@Component
class SignInThrottle {

    static final int PER_PAIR = 5;
    static final int PER_ADDRESS = 40;
    static final int PER_ACCOUNT = 100;

    private final JdbcClient jdbc;

    SignInThrottle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void count(String email, String address) {
        // The address first: over its limit it adds no row for each name it makes up
        refuseBeyond(PER_ADDRESS, tries(network(address)));
        int ofPair = tries(pair(email, address));
        int ofAccount = tries(account(email));
        refuseBeyond(PER_PAIR, ofPair);
        refuseBeyond(PER_ACCOUNT, ofAccount);
    }

    private static void refuseBeyond(int most, int tries) {
        if (tries > most) {
            throw new LockedException("Too many tries.");
        }
    }

    /** What is older than the window says nothing any more. */
    @Scheduled(fixedDelayString = "PT15M")
    void forgetTheOld() {
        jdbc.sql("delete from sign_in_try where since < now() - interval '15 minutes'")
                .update();
    }

    /** A right password ends the suspicion against this pair, and this try no longer counts against the others. */
    void forget(String email, String address) {
        jdbc.sql("delete from sign_in_try where subject = :pair")
                .param("pair", pair(email, address))
                .update();
        jdbc.sql("update sign_in_try set tries = greatest(tries - 1, 0) where subject in (:network, :account)")
                .param("network", network(address))
                .param("account", account(email))
                .update();
    }

    /** How often this happened in the window, this time included. */
    int next(String... what) {
        return tries(digest(what));
    }

    private int tries(String subject) {
        return jdbc.sql("""
                        insert into sign_in_try as t (subject, tries, since) values (:subject, 1, now())
                        on conflict (subject) do update set
                            tries = case when t.since < now() - interval '15 minutes' then 1 else t.tries + 1 end,
                            since = case when t.since < now() - interval '15 minutes' then now() else t.since end
                        returning tries
                        """).param("subject", subject).query(Integer.class).single();
    }

    private static String pair(String email, String address) {
        return digest("pair", LocalAccounts.normal(email), address);
    }

    private static String network(String address) {
        return digest("network", address);
    }

    private static String account(String email) {
        return digest("account", LocalAccounts.normal(email));
    }

    /** Hashed, because people type passwords into the wrong field. */
    private static String digest(String... parts) {
        try {
            byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
