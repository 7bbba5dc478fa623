package dev.signalbox.console.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * HTML of the pages that stand before the sign-in: without a script, so that they work before, and without, everything else.
 *
 * <p>Guarantee: a text that fills a place of a template is shown as it is, whatever it holds; only HTML of ours is taken as HTML.
 */
public record Html(String text) {

    static final Html NOTHING = new Html("");

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Html template(String name) {
        try {
            return new Html(new ClassPathResource("signin/" + name).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All places at once: what fills one is not searched for another. */
    public Html with(Map<String, Object> words) {
        return new Html(PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        shown(Objects.requireNonNull(words.get(place.group(1)), place::group)))));
    }

    private static String shown(Object word) {
        return word instanceof Html html ? html.text : HtmlUtils.htmlEscape(word.toString());
    }

    /** As {@link #page}, where a filter answers. */
    public void write(HttpServletResponse response, HttpStatus status) throws IOException {
        response.setStatus(status.value());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        response.getWriter().write(text);
    }

    /** As a whole answer that no cache keeps. */
    ResponseEntity<String> page(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .body(text);
    }
}
