package dev.signalbox.console.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The key that signs tokens: made once, kept wrapped in the schema, shared by all nodes, so that a restart ends no token and a copy of
 * the schema signs nothing (ADR 13).
 */
@Configuration(proxyBeanMethods = false)
class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    @Bean
    JWKSource<SecurityContext> signingKeySource(JdbcClient jdbc, SigninSettings settings)
            throws JOSEException, ParseException, GeneralSecurityException {
        var wrap = new KeyWrap(settings.service().secret());
        return new ImmutableJWKSet<>(new JWKSet(RSAKey.parse(key(jdbc, wrap))));
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    private static String key(JdbcClient jdbc, KeyWrap wrap) throws JOSEException, GeneralSecurityException {
        Optional<String> kept = kept(jdbc);
        Optional<String> readable = kept.flatMap(wrap::unwrap);
        if (readable.isPresent()) {
            return readable.get();
        }
        kept.ifPresent(unreadable -> {
            LOG.warn("The signing key was wrapped under another service secret. A new one takes its place.");
            jdbc.sql("delete from signing_key where jwk = :jwk")
                    .param("jwk", unreadable)
                    .update();
        });
        // Two nodes may come here at once: the one row decides whose key it is
        jdbc.sql("insert into signing_key (jwk) values (:jwk) on conflict do nothing")
                .param("jwk", wrap.wrap(freshKey()))
                .update();
        return kept(jdbc).flatMap(wrap::unwrap).orElseThrow();
    }

    private static Optional<String> kept(JdbcClient jdbc) {
        return jdbc.sql("select jwk from signing_key").query(String.class).optional();
    }

    private static String freshKey() throws JOSEException {
        return new RSAKeyGenerator(2048)
                .keyID(UUID.randomUUID().toString())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate()
                .toJSONString();
    }
}
