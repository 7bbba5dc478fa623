package dev.signalbox.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs what a test wants, and shows its key to whoever asks, as the console does. */
public final class TestSignIn {

    /** The resource that tokens are made for unless a test says otherwise. */
    public static final String MCP = "http://127.0.0.1:8340/mcp";

    private final HttpServer server;
    private final RSAKey key;

    private TestSignIn(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    static TestSignIn start() {
        try {
            var key = new RSAKeyGenerator(2048).keyID("test").generate();
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] shown = new JWKSet(key).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/oauth2/jwks", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, shown.length);
                exchange.getResponseBody().write(shown);
                exchange.close();
            });
            server.start();
            return new TestSignIn(server, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String jwkSetUri() {
        return issuer() + "/oauth2/jwks";
    }

    /** @param change what is to be different from a token that would be taken; the claims of the grant must be added here */
    public String token(String type, Consumer<JwtClaimsSet.Builder> change) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .issuer(issuer())
                .audience(java.util.List.of(MCP))
                .issuedAt(now)
                .expiresAt(now.plusSeconds(300));
        change.accept(claims);
        var header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type(type)
                .keyId("test")
                .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(header, claims.build()))
                .getTokenValue();
    }
}
