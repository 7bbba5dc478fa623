package dev.signalbox.console.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * How somebody with a link becomes a member who can sign in.
 *
 * <p>Guarantee: nobody joins as a person who has an account here without being signed in as that person, and a link that was used for
 * somebody new leads only them, and only until they have a password, to choose one (ADR 60).
 */
@Service
class Joining {

    private final InvitationLinks links;
    private final Memberships memberships;
    private final LocalAccounts accounts;
    private final Passwords passwords;

    Joining(InvitationLinks links, Memberships memberships, LocalAccounts accounts, Passwords passwords) {
        this.links = links;
        this.memberships = memberships;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** Reads only. */
    Door door(String token, Optional<UUID> signedIn) {
        return links.read(token).map(invited -> door(invited, signedIn)).orElseGet(() -> unfinished(token));
    }

    private Door door(Invited invited, Optional<UUID> signedIn) {
        String address = LocalAccounts.normal(invited.email());
        return signedIn.flatMap(accounts::byId)
                .map(account -> account.email().equals(address)
                        ? new Door.Open(invited)
                        : new Door.ForSomebodyElse(invited, account.email()))
                .orElseGet(() -> accounts.byEmail(address).isPresent()
                        ? new Door.AfterSignIn(invited)
                        : new Door.ForSomebodyNew(invited));
    }

    private Door unfinished(String token) {
        UUID person = newPerson(token);
        return accounts.byId(person).isPresent()
                ? new Door.Shut()
                : memberships.of(person.toString()).stream()
                        .findFirst()
                        .<Door>map(place -> new Door.Unfinished(place.email(), place.tenantName()))
                        .orElseGet(Door.Shut::new);
    }

    /** The platform first: an account of somebody whom it did not take in would keep the address from its owner. */
    InvitationLinks.Answer joinAnew(String token, Invited invited, String name, String password) {
        UUID person = newPerson(token);
        InvitationLinks.Answer answer = links.accept(token, person, name);
        if (answer instanceof InvitationLinks.Answer.Joined) {
            finish(person, invited.email(), password);
        }
        return answer;
    }

    void finish(String token, Door.Unfinished joined, String password) {
        finish(newPerson(token), joined.email(), password);
    }

    private void finish(UUID person, String email, String password) {
        accounts.create(person, email, passwords.hash(password));
    }

    /** The name they gave when they came here first stays. */
    InvitationLinks.Answer joinAs(String token, Invited invited, UUID person) {
        return links.accept(token, person, invited.email());
    }

    /**
     * The id of the person whom a link makes. It follows from the link, so that whoever joined, but did not hear of it, is found by the
     * same link again; and nobody who does not hold the link can tell it.
     */
    private static UUID newPerson(String token) {
        try {
            byte[] text = ("invited person\n" + token).getBytes(StandardCharsets.UTF_8);
            var digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            // version 8 and its variant: a UUID made by a rule of our own
            return new UUID(
                    (digest.getLong() & ~0xF000L) | 0x8000L,
                    (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
