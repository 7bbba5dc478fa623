package dev.signalbox.platform.idempotency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param lease for how long a key stays claimed when the node that claimed it has died; one that lives renews it */
@Validated
@ConfigurationProperties("signalbox.idempotency")
record IdempotencySettings(
        @DefaultValue("60s") @DurationMin(seconds = 1) Duration lease) {}
