package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void keysBecomeTheVariablesThatSpringBootReads() {
        assertThat(Environment.variable("signalbox.signin.jwk-set-uri")).isEqualTo("SIGNALBOX_SIGNIN_JWKSETURI");
    }

    @Test
    void settingsOfTheLauncherDoNotReachAProcessByAccident() {
        var inherited = new HashMap<>(Map.of("PATH", "/bin", "SIGNALBOX_DATABASE_PORT", "1", "SERVER_PORT", "2"));

        new Environment().set("server.port", 8080).replaceIn(inherited);

        assertThat(inherited).isEqualTo(Map.of("PATH", "/bin", "SERVER_PORT", "8080"));
    }
}
