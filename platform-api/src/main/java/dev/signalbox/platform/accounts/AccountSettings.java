package dev.signalbox.platform.accounts;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param publicUrl where browsers reach this platform: other systems send people back there */
@ConfigurationProperties("signalbox")
record AccountSettings(
        @DefaultValue("http://127.0.0.1:8080") URI publicUrl) {

    URI callback() {
        return URI.create(publicUrl.toString().replaceFirst("/+$", "") + OAuthCallbackController.PATH);
    }
}
