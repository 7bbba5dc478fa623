package dev.signalbox.platform.accounts;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param publicUrl where browsers reach this platform: other systems send people back there */
@ConfigurationProperties("signalbox")
record AccountSettings(
        @DefaultValue("http://127.0.0.1:8080") URI publicUrl) {

    /** Of one server only: a code that comes back to its door was not given by another one. */
    URI callback(String issuer) {
        return URI.create(
                publicUrl.toString().replaceFirst("/+$", "") + OAuthCallbackController.PATH + "/" + door(issuer));
    }

    private static String door(String issuer) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(issuer.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
