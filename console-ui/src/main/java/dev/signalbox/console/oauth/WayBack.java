package dev.signalbox.console.oauth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Where the answer goes. Each one says whose it is (RFC 9207), a refusal too.
 *
 * @param state what the client wants to hear again; null when it said nothing
 */
record WayBack(String redirectUri, @Nullable String state, String issuer) {

    URI with(Map<String, String> answer) {
        var all = new LinkedHashMap<>(answer);
        if (state != null) {
            all.put("state", state);
        }
        all.put("iss", issuer);
        var uri = UriComponentsBuilder.fromUriString(redirectUri);
        all.forEach((name, value) -> uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        return uri.build(true).toUri();
    }
}
