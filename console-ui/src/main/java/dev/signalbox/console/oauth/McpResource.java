package dev.signalbox.console.oauth;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.validation.annotation.Validated;

/**
 * The one resource that tokens are made for.
 *
 * @param url its address, which is its name too (RFC 8707)
 * @param groups the tool groups it serves
 */
@Validated
@ConfigurationProperties("signalbox.mcp")
public record McpResource(@NotNull URI url, @NotEmpty List<String> groups) {

    static final OAuth2Error OTHER = new OAuth2Error(
            "invalid_target", "Tokens are made here for one resource only: the one whose metadata led here.", null);

    /** Whether what a request said, once or several times, means this resource; who says nothing means it. */
    boolean isMeant(@Nullable Object said) {
        return switch (said) {
            case null -> true;
            case String one -> isNamed(one);
            case String[] several -> List.of(several).stream().allMatch(this::isNamed);
            default -> false;
        };
    }

    /** In any case of scheme and host, and with or without what narrows it. */
    private boolean isNamed(String name) {
        try {
            URI named = URI.create(name);
            return named.getFragment() == null
                    && url.getScheme().equalsIgnoreCase(named.getScheme())
                    && url.getAuthority().equalsIgnoreCase(String.valueOf(named.getAuthority()))
                    && Objects.equals(path(url), path(named));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String path(URI uri) {
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
