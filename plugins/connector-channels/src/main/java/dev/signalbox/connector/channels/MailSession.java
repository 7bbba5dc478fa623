package dev.signalbox.connector.channels;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A session that knows whether the server has been given a mail whole, since from then on silence means nothing. */
final class MailSession extends SMTPTransport {

    private boolean handedOver;

    MailSession(Session session, URLName login) {
        super(session, login);
    }

    void send(MailText mail) throws MessagingException {
        sendMessage(mail.message(), mail.envelope());
    }

    void noop() throws MessagingException {
        if (!isConnected()) {
            throw new MessagingException("The server does not answer");
        }
    }

    boolean handedOver() {
        return handedOver;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        super.finishData();
    }
}
