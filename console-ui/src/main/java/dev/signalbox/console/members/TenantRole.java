package dev.signalbox.console.members;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody is in the whole workspace, the one who may do most first. */
enum TenantRole implements Role {
    @JsonProperty("tenant_owner")
    OWNER("Owner", "All an admin may, and says who the owners are."),

    @JsonProperty("tenant_admin")
    ADMIN("Admin", "Invites people, gives roles, makes projects, reads the audit log."),

    @JsonProperty("tenant_member")
    MEMBER("Member", "Works in the public projects, and in the private ones that let them in.");

    private final String word;
    private final String allows;

    TenantRole(String word, String allows) {
        this.word = word;
        this.allows = allows;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String allows() {
        return allows;
    }

    boolean administers() {
        return this != MEMBER;
    }
}
