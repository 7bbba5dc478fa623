package dev.signalbox.platform.audit;

import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param signingKey 32 random bytes in base64; without it heads are not signed
 * @param formerKeys public keys that signed before, as {@code /v1/audit/keys} showed them: what they signed stays good
 * @param signEvery how often a chain that moved is signed
 */
@Validated
@ConfigurationProperties("signalbox.audit")
record AuditSettings(
        @Nullable String signingKey,
        @DefaultValue List<String> formerKeys,
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration signEvery) {

    @Override
    public String toString() {
        return "AuditSettings[signEvery=" + signEvery + "]";
    }
}
