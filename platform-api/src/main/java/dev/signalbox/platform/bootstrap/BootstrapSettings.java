package dev.signalbox.platform.bootstrap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param token whoever starts an empty installation holds it; without one, bootstrapping is off */
@ConfigurationProperties("signalbox.bootstrap")
record BootstrapSettings(@Nullable String token) {

    @Override
    public String toString() {
        return "BootstrapSettings[]";
    }
}
