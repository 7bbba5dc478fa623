package dev.signalbox.console.signin;

import java.util.Map;

/**
 * What a link's page says, for each thing a link can lead to.
 *
 * @param csrf proves, when it comes back with a form, that the form was ours
 */
record JoinWords(String token, String csrf) {

    static final String NO_PASSWORD_HERE =
            "This address belongs to somebody who has no password here yet. Open the invitation they accepted first, "
                    + "or ask whoever runs this Signalbox.";

    private static final Html PAGE = Html.template("page.html");
    private static final Html FORM = Html.template("join-form.html");
    private static final Html NAME = Html.template("join-name.html");
    private static final Html AFTER_SIGN_IN = Html.template("join-sign-in.html");
    private static final Html OPEN = Html.template("join-open.html");
    private static final Html OTHER = Html.template("join-other.html");
    private static final Html SHUT = Html.template("join-shut.html");
    private static final Html ALERT = Html.template("alert.html");

    Html of(Door door) {
        return of(door, Choice.none(), Html.NOTHING);
    }

    /** Once more, with what was typed and why it was not taken. */
    Html of(Door door, Choice typed, String mistake) {
        return of(door, typed, ALERT.with(Map.of("sentence", mistake)));
    }

    private Html of(Door door, Choice typed, Html notice) {
        return switch (door) {
            case Door.ForSomebodyNew(Invited invited) ->
                page(invited, form(invited.email(), NAME.with(Map.of("name", typed.name())), notice));
            case Door.Unfinished(String email, String tenant) ->
                page(
                        "Almost there",
                        "You are a member of " + tenant + ". Only your password is missing.",
                        form(email, Html.NOTHING, notice));
            case Door.AfterSignIn(Invited invited) ->
                page(invited, AFTER_SIGN_IN.with(Map.of("email", invited.email())));
            case Door.Open(Invited invited) ->
                page(invited, OPEN.with(Map.of("email", invited.email(), "token", token, "csrf", csrf)));
            case Door.ForSomebodyElse(Invited invited, String other) ->
                page(
                        invited,
                        OTHER.with(Map.of("email", invited.email(), "other", other, "token", token, "csrf", csrf)));
            case Door.Shut _ ->
                page(
                        "This link leads nowhere",
                        "The invitation was used, taken back or is too old, or its address was not copied whole.",
                        SHUT);
        };
    }

    static Html notNow() {
        String why = "The platform does not answer at the moment. Your invitation is not lost; try again shortly.";
        return page("Not now", why, Html.NOTHING);
    }

    private Html form(String email, Html asked, Html notice) {
        return FORM.with(Map.of("email", email, "asked", asked, "notice", notice, "token", token, "csrf", csrf));
    }

    private static Html page(Invited invited, Html body) {
        return page("Join " + invited.tenantName(), invited.words(), body);
    }

    private static Html page(String heading, String lead, Html body) {
        return PAGE.with(Map.of("title", heading, "heading", heading, "lead", lead, "body", body));
    }
}
