package dev.signalbox.console.platform;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** A path below the platform's address. Values are encoded, whatever they hold. */
public final class Address {

    private final UriComponentsBuilder path;
    private final List<Object> values;

    private Address(String template, Object... values) {
        this.path = UriComponentsBuilder.fromPath(template);
        this.values = new ArrayList<>(List.of(values));
    }

    public static Address of(String template, Object... values) {
        return new Address(template, values);
    }

    /** Adds a query parameter; null leaves it out. */
    public Address with(String name, @Nullable Object value) {
        if (value != null) {
            path.queryParam(name, "{" + name + "}");
            values.add(value);
        }
        return this;
    }

    URI below(URI platform) {
        return platform.resolve(path.encode().buildAndExpand(values.toArray()).toUriString());
    }
}
