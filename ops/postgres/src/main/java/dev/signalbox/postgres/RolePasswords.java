package dev.signalbox.postgres;

/** The passwords of the roles that log in. */
public record RolePasswords(String owner, String app, String signin) {

    @Override
    public String toString() {
        return "RolePasswords[hidden]";
    }
}
