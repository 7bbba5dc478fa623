package dev.signalbox.console.signin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the sign-in and the way to the platform are told from outside.
 *
 * @param signin who issues the tokens
 * @param audience what the tokens are made for
 * @param service what our own processes prove themselves with
 * @param platform where the platform answers
 */
@Validated
@ConfigurationProperties("signalbox")
public record SigninSettings(
        @Valid Signin signin,
        @DefaultValue("platform-api") String audience,
        @Valid Service service,
        @Valid Platform platform) {

    public record Signin(@NotBlank String issuer) {}

    public record Platform(URI url) {}

    public record Service(@Size(min = 32) String secret) {

        @Override
        public String toString() {
            return "Service[]";
        }
    }
}
