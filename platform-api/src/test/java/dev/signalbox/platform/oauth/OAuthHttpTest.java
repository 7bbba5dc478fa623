package dev.signalbox.platform.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.platform.outbound.ForbiddenAddresses;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class OAuthHttpTest {

    private final OAuthHttp http = new OAuthHttp(ForbiddenAddresses.http(), new JsonMapper());

    /** Their addresses are named by servers that others have named. */
    @ParameterizedTest
    @MethodSource("dev.signalbox.platform.outbound.ForbiddenAddresses#hosts")
    void noAuthorizationServerIsAskedInside(String host) {
        var address = URI.create("https://" + host + "/token");

        for (Mono<?> way : List.of(http.get(address), http.postForm(address, Map.of(), Map.of()))) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(way::block)
                    .satisfies(refused ->
                            assertThat(refused.code()).as(refused.getMessage()).isEqualTo(ErrorCode.CONFLICT));
        }
    }
}
