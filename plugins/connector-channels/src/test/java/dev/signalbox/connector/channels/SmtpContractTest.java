package dev.signalbox.connector.channels;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import dev.signalbox.connector.testkit.Relay;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class SmtpContractTest extends ConnectorContract {

    private static GreenMail mail;

    private Relay relay;

    @BeforeAll
    static void startMail() throws Exception {
        TestCertificate.SHARED.becomeThatOfGreenMail();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.start();
        mail.setUser("robot@shop.example", "robot", "pa55word-of-robot");
    }

    @AfterAll
    static void stopMail() {
        mail.stop();
    }

    @BeforeEach
    void startRelay() throws Exception {
        relay = new Relay(mail.getSmtps().getPort());
    }

    @AfterEach
    void stopRelay() {
        relay.close();
    }

    @Override
    protected String connector() {
        return "smtp";
    }

    @Override
    protected String settings() {
        relay.recover();
        try {
            return "{\"host\": \"localhost\", \"port\": %d, \"tls\": \"tls\", \"from\": \"a@shop.example\", \"ca_certificate\": \"%s\"}"
                    .formatted(relay.port(), TestCertificate.SHARED.pem().replace("\n", "\\n"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Credential credential(Authentication kind) {
        return kind == Authentication.NONE
                ? new Credential.None()
                : new Credential.Basic("robot", Secret.of("pa55word-of-robot"));
    }

    @Override
    protected List<Example> examples() {
        return List.of(Example.of(
                "smtp_send",
                "{\"to\": [\"ann@shop.example\"], \"subject\": \"Shelf\", \"text\": \"The shelf is full.\"}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(
                Example.of("smtp_send", "{\"to\": [\"nobody\"], \"subject\": \"Shelf\", \"text\": \"x\"}"),
                Example.of(
                        "smtp_send",
                        "{\"to\": [\"ann@shop.example\"], \"subject\": \"a\\r\\nBcc: b@c.example\", \"text\": \"x\"}"));
    }

    @Override
    protected void hang() {
        relay.hang();
    }
}
