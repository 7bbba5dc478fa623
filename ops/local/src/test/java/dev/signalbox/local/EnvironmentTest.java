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

    @Test
    void settingsOfThePlatformReachIt() {
        var inherited = new HashMap<>(Map.of(
                "SIGNALBOX_CONNECTORS_ALLOWEDINTERNALHOSTS", "127.0.0.1:9999",
                "SIGNALBOX_PLUGINS_FOLDER", "/mine",
                "SIGNALBOX_LLM_PROVIDERS_OPENAI_APIKEY", "key"));

        new Environment()
                .suggest("signalbox.plugins.folder", "/ours")
                .include("signalbox.connectors.allowed-internal-hosts", "127.0.0.1:9")
                .replaceIn(inherited);

        assertThat(inherited)
                .isEqualTo(Map.of(
                        "SIGNALBOX_CONNECTORS_ALLOWEDINTERNALHOSTS", "127.0.0.1:9,127.0.0.1:9999",
                        "SIGNALBOX_PLUGINS_FOLDER", "/mine",
                        "SIGNALBOX_LLM_PROVIDERS_OPENAI_APIKEY", "key"));
    }
}
