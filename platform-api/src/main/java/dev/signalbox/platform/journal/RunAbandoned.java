package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import java.time.Instant;

/** A run that could not even be read any more has been ended, without its steps. Features may {@link #join} as in {@link RunWritten}. */
public final class RunAbandoned extends JoinedWrite {

    private final TenantId tenant;
    private final RunId run;
    private final Instant at;

    RunAbandoned(TenantId tenant, RunId run, Instant at) {
        this.tenant = tenant;
        this.run = run;
        this.at = at;
    }

    public TenantId tenant() {
        return tenant;
    }

    public RunId run() {
        return run;
    }

    public Instant at() {
        return at;
    }
}
