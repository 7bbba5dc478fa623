package dev.signalbox.console.platform;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.signin.SigninSettings;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** The platform as the signed-in person sees it: every request carries their token. Thread-safe. */
@Component
@VaadinSessionScope
public class Platform {

    private final RestClient http;
    private final SignedIn person;
    private final URI base;

    Platform(RestClient platformClient, SignedIn person, SigninSettings settings) {
        this.http = platformClient;
        this.person = person;
        this.base = settings.platform().url();
    }

    public <T> T get(Address address, Class<T> type) {
        return answered(() -> request(HttpMethod.GET, address).retrieve().body(type));
    }

    public <T> T get(Address address, ParameterizedTypeReference<T> type) {
        return answered(() -> request(HttpMethod.GET, address).retrieve().body(type));
    }

    /** Reads something that will be written back: with the tag that guards against overwriting somebody else's change. */
    public <T> Tagged<T> getTagged(Address address, Class<T> type) {
        return answered(() -> {
            var answer = request(HttpMethod.GET, address).retrieve().toEntity(type);
            String tag = answer.getHeaders().getETag();
            return new Tagged<>(Objects.requireNonNull(answer.getBody()), tag == null ? "*" : tag);
        });
    }

    public <T> T post(Address address, Object body, Class<T> type) {
        return answered(
                () -> request(HttpMethod.POST, address).body(body).retrieve().body(type));
    }

    /** Does something with exactly what was seen: refused when it changed meanwhile. */
    public <T> T post(Address address, String tag, Object body, Class<T> type) {
        return answered(() -> request(HttpMethod.POST, address)
                .header(HttpHeaders.IF_MATCH, tag)
                .body(body)
                .retrieve()
                .body(type));
    }

    public <T> Tagged<T> patch(Address address, String tag, Object body, Class<T> type) {
        return answered(() -> {
            var answer = request(HttpMethod.PATCH, address)
                    .header(HttpHeaders.IF_MATCH, tag)
                    .body(body)
                    .retrieve()
                    .toEntity(type);
            String next = answer.getHeaders().getETag();
            return new Tagged<>(Objects.requireNonNull(answer.getBody()), next == null ? "*" : next);
        });
    }

    public <T> T put(Address address, Object body, Class<T> type) {
        return answered(
                () -> request(HttpMethod.PUT, address).body(body).retrieve().body(type));
    }

    /** Replaces exactly what was seen: refused when it changed meanwhile. */
    public <T> T put(Address address, String tag, Object body, Class<T> type) {
        return answered(() -> request(HttpMethod.PUT, address)
                .header(HttpHeaders.IF_MATCH, tag)
                .body(body)
                .retrieve()
                .body(type));
    }

    public void delete(Address address) {
        answered(() -> request(HttpMethod.DELETE, address).retrieve().toBodilessEntity());
    }

    private RestClient.RequestBodySpec request(HttpMethod method, Address address) {
        return http.method(method).uri(address.below(base)).headers(headers -> headers.setBearerAuth(person.token()));
    }

    private static <T> T answered(Supplier<@Nullable T> exchange) {
        try {
            return Objects.requireNonNull(exchange.get(), "The platform answered without a body");
        } catch (ResourceAccessException e) {
            throw PlatformProblem.unreachable(e);
        }
    }
}
