package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import java.util.Map;

/**
 * What somebody was refused who has not proved who they are. Equal ones are counted together, so what is different each time does not
 * belong in here.
 *
 * @param chain the tenant it concerns, or {@link Audit#PLATFORM}
 */
public record Refusal(TenantId chain, String action, String target, Outcome outcome, Map<String, Object> details) {

    public Refusal {
        details = Map.copyOf(details);
    }

    /** When too many are told apart already, only that there were more. */
    Refusal ofMany() {
        return new Refusal(chain, action, "many", outcome, Map.of());
    }
}
