package dev.signalbox.console.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/** Codes and tokens as they are kept: as SHA-256, which is enough for random ones, so that a copy of the schema opens nothing. */
final class KeptTokens {

    private static final String MARK = "sha256:";

    private KeptTokens() {}

    static String kept(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return MARK + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static OAuth2Authorization in(OAuth2Authorization authorization) {
        var kept = OAuth2Authorization.from(authorization);
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code != null) {
            var plain = code.getToken();
            replace(
                    kept,
                    new OAuth2AuthorizationCode(
                            once(plain),
                            Objects.requireNonNull(plain.getIssuedAt()),
                            Objects.requireNonNull(plain.getExpiresAt())),
                    code.getMetadata());
        }
        var access = authorization.getAccessToken();
        if (access != null) {
            var plain = access.getToken();
            replace(
                    kept,
                    new OAuth2AccessToken(
                            plain.getTokenType(),
                            once(plain),
                            plain.getIssuedAt(),
                            plain.getExpiresAt(),
                            plain.getScopes()),
                    access.getMetadata());
        }
        var refresh = authorization.getRefreshToken();
        if (refresh != null) {
            var plain = refresh.getToken();
            replace(
                    kept,
                    new OAuth2RefreshToken(once(plain), plain.getIssuedAt(), plain.getExpiresAt()),
                    refresh.getMetadata());
        }
        return kept.build();
    }

    /** What was read from the schema is saved again as it was. A token that only looks like that was never made by us. */
    private static String once(OAuth2Token token) {
        String value = token.getTokenValue();
        return value.startsWith(MARK) ? value : kept(value);
    }

    private static <T extends OAuth2Token> void replace(
            OAuth2Authorization.Builder authorization, T token, @Nullable Map<String, Object> metadata) {
        authorization.token(token, all -> {
            if (metadata != null) {
                all.putAll(metadata);
            }
        });
    }
}
