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
import java.text.ParseException;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** The key that signs tokens: made once, kept in the schema, shared by all nodes, so that a restart signs nobody out. */
@Configuration(proxyBeanMethods = false)
class SigningKeys {

    @Bean
    JWKSource<SecurityContext> signingKeySource(JdbcClient jdbc) throws JOSEException, ParseException {
        return new ImmutableJWKSet<>(new JWKSet(RSAKey.parse(keptKey(jdbc))));
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    /** Two nodes may start at once on an empty schema: the one row decides whose key it is. */
    private static String keptKey(JdbcClient jdbc) throws JOSEException {
        var kept = jdbc.sql("select jwk from signing_key").query(String.class).optional();
        if (kept.isPresent()) {
            return kept.get();
        }
        jdbc.sql("insert into signing_key (jwk) values (:jwk) on conflict do nothing")
                .param("jwk", freshKey())
                .update();
        return jdbc.sql("select jwk from signing_key").query(String.class).single();
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
