package dev.signalbox.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final Address BELOW_V1 = new Address(Optional.of(URI.create("https://api.example.com/v1")));

    @ParameterizedTest
    @CsvSource({
        "items, https://api.example.com/v1/items",
        "/items?a=b, https://api.example.com/v1/items?a=b",
        "//evil.example/x, https://api.example.com/v1/evil.example/x",
        "@evil.example, https://api.example.com/v1/@evil.example",
        "a/../b, https://api.example.com/v1/b",
        "https://other.example/x, https://other.example/x"
    })
    void aPathStaysBelowItsBase(String url, String expected) {
        assertThat(BELOW_V1.of(url, Map.of())).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../admin", "a/../../admin", "%2e%2E/admin", "a b", "https://", "https:///x"})
    void whatLeavesTheBaseOrIsNoAddressIsRefused(String url) {
        assertThatExceptionOfType(ToolException.class).isThrownBy(() -> BELOW_V1.of(url, Map.of()));
    }

    @Test
    void aPathWithoutABaseIsRefused() {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> new Address(Optional.empty()).of("/items", Map.of()))
                .withMessageContaining("base_url");
    }
}
