package dev.signalbox.console.members;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody is in one project, the one who may do most first. */
enum ProjectRole implements Role {
    @JsonProperty("project_admin")
    ADMIN("Admin", "Connectors, secrets and members of the project, and all a contributor may."),

    @JsonProperty("project_contributor")
    CONTRIBUTOR("Contributor", "Changes workflows, starts runs, answers what waits for a person."),

    @JsonProperty("project_viewer")
    VIEWER("Viewer", "Looks on and changes nothing.");

    private final String word;
    private final String allows;

    ProjectRole(String word, String allows) {
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

    /** Whether this role may do at least what the other one may. */
    boolean covers(ProjectRole other) {
        return compareTo(other) <= 0;
    }
}
