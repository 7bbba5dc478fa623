package dev.signalbox.platform.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param rootKey 32 random bytes in base64; token hashes, cursors and delegated tokens use keys derived from it
 * @param previousRootKey accepted for tokens during a rotation
 * @param service what our own processes prove themselves with
 * @param signin who issues the tokens of the sign-in
 * @param audience what those tokens must be made for
 */
@Validated
@ConfigurationProperties("signalbox")
record AccessSettings(
        @NotBlank String rootKey,
        @Nullable String previousRootKey,
        Service service,
        Signin signin,
        @DefaultValue("platform-api") String audience) {

    byte[] root() {
        return Base64.getDecoder().decode(rootKey);
    }

    /** The peppers in force, the current one first. */
    List<byte[]> peppers() {
        byte[] current = Keys.derive(root(), "token-pepper");
        return previousRootKey == null
                ? List.of(current)
                : List.of(current, Keys.derive(Base64.getDecoder().decode(previousRootKey), "token-pepper"));
    }

    record Service(@Size(min = 32) String secret) {

        @Override
        public String toString() {
            return "Service[]";
        }
    }

    record Signin(@NotBlank String issuer, @NotBlank String jwkSetUri) {}

    @Override
    public String toString() {
        return "AccessSettings[audience=" + audience + "]";
    }
}
