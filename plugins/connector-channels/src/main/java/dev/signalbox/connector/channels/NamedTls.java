package dev.signalbox.connector.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS over a connection that exists, to a server that proves the name in the settings, whatever name a caller passes. */
final class NamedTls extends SSLSocketFactory {

    private final String host;
    private final SSLSocketFactory factory;

    private NamedTls(String host, SSLSocketFactory factory) {
        this.host = host;
        this.factory = factory;
    }

    static NamedTls of(String host, Optional<String> authority) {
        try {
            if (authority.isEmpty()) {
                return new NamedTls(host, SSLContext.getDefault().getSocketFactory());
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust(authority.get()).getTrustManagers(), null);
            return new NamedTls(host, context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw Refusals.invalid("ca_certificate cannot be read; it is a certificate as PEM.");
        }
    }

    private static TrustManagerFactory trust(String pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.strip().getBytes(UTF_8)));
        for (var certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    @Override
    public Socket createSocket(Socket connected, String ignored, int port, boolean autoClose) throws IOException {
        var socket = (SSLSocket) factory.createSocket(connected, host, port, autoClose);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw undialled();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw undialled();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw undialled();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw undialled();
    }

    private static IOException undialled() {
        return new IOException("Connections are dialled by the platform");
    }
}
