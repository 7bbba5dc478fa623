package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;

/** A run that could not even be read any more has been ended, without its steps. Features may {@link #join} as in {@link RunWritten}. */
public final class RunAbandoned extends JoinedWrite {

    private final TenantId tenant;
    private final RunId run;

    RunAbandoned(TenantId tenant, RunId run) {
        this.tenant = tenant;
        this.run = run;
    }

    public TenantId tenant() {
        return tenant;
    }

    public RunId run() {
        return run;
    }
}
