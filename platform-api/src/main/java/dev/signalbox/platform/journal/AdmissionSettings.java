package dev.signalbox.platform.journal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many runs may be under way. A run that waits for a person, a timer or a signal is not.
 *
 * @param mostDue in the whole installation, on all its nodes together
 * @param mostDuePerTenant of one tenant, unless {@code run_share} says otherwise
 * @param weight how many runs of a tenant are admitted when it is its turn, unless {@code run_share} says otherwise
 */
@Validated
@ConfigurationProperties("signalbox.runs.admission")
record AdmissionSettings(
        @DefaultValue("2000") @Min(1) int mostDue,
        @DefaultValue("500") @Min(1) int mostDuePerTenant,
        @DefaultValue("10") @Min(1) @Max(100) int weight) {}
