package dev.signalbox.console.signin;

/** What a link opens for whoever is in front of it. */
sealed interface Door {

    /** Nothing any more. */
    record Shut() implements Door {}

    /** Nobody with this address has ever been here: they choose a password. */
    record ForSomebodyNew(Invited invited) implements Door {}

    /** They joined, but their password was lost on the way: they choose it again. */
    record Unfinished(String email, String tenantName) implements Door {}

    /** The address has an account: its owner must come in by the sign-in first. */
    record AfterSignIn(Invited invited) implements Door {}

    /** Its owner is signed in. */
    record Open(Invited invited) implements Door {}

    /** Somebody else is signed in. */
    record ForSomebodyElse(Invited invited, String signedInAs) implements Door {}
}
