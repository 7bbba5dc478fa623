package dev.signalbox.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

    @ParameterizedTest
    @CsvSource({
        "api.example.com, https://api.example.com/x, true",
        "API.example.com, https://api.EXAMPLE.com:443/x, true",
        "api.example.com:443, https://api.example.com/x, true",
        "api.example.com, https://api.example.com:8443/x, false",
        "api.example.com:8443, https://api.example.com:8443/x, true",
        "*.example.com, https://api.example.com/x, true",
        "*.example.com, https://example.com/x, false",
        "*.example.com, https://evilexample.com/x, false",
        "*.example.com, https://example.com.evil.example/x, false"
    })
    void aHostIsPermittedWhenItMatches(String pattern, URI uri, boolean permitted) {
        assertThat(new AllowedHosts(List.of(pattern)).permit(uri)).isEqualTo(permitted);
    }
}
