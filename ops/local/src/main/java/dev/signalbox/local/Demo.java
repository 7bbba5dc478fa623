package dev.signalbox.local;

/**
 * The demo tenant as it is remembered for the next start.
 *
 * @param complete whether the workflows are in it too; otherwise the next start goes on from here
 */
record Demo(
        String tenantId, String projectId, String userId, String pat, String email, String password, boolean complete) {

    Demo completed() {
        return new Demo(tenantId, projectId, userId, pat, email, password, true);
    }

    @Override
    public String toString() {
        return "Demo[%s]".formatted(tenantId);
    }
}
