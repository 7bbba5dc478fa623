package dev.signalbox.connector.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for localhost that is signed by itself. The JDK makes certificates with a tool only. */
record TestCertificate(Path store, KeyStore keys) {

    private static final String PASSWORD = "changeit";

    /** One for all tests: GreenMail reads it once. */
    static final TestCertificate SHARED = make();

    private static TestCertificate make() {
        try {
            var folder = Files.createDirectories(Path.of("target", "certificate"));
            var file = folder.resolve("server.p12");
            Files.deleteIfExists(file);
            return in(file);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestCertificate in(Path file) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        try (var bytes = Files.newInputStream(file)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(bytes, PASSWORD.toCharArray());
            return new TestCertificate(file, keys);
        }
    }

    void becomeThatOfGreenMail() {
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    }

    String pem() throws Exception {
        var bytes = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                .encodeToString(keys.getCertificate("server").getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + bytes + "\n-----END CERTIFICATE-----\n";
    }

    SSLContext server() throws Exception {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }
}
