package dev.signalbox.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as far as a sign-in without scripts needs one: it keeps cookies, sends forms and does not follow redirects. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String base;

    public Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> open(String path) {
        return send(request(path).header("Accept", "text/html").GET());
    }

    /** Types both and presses the button; answers where the sign-in led to. */
    public String signIn(String email, String password) {
        return led(fillIn("/login", "/login", Map.of("username", email, "password", password)));
    }

    public String submit(String form) {
        return led(send(form("/login", form)));
    }

    /** Opens a page, fills its form in and presses the button. */
    public HttpResponse<String> fillIn(String page, String target, Map<String, String> fields) {
        Matcher csrf = CSRF.matcher(open(page).body());
        String token = csrf.find() ? csrf.group(1) : "";
        String typed = fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining());
        return send(form(target, "_csrf=" + encoded(token) + typed));
    }

    /** Where an answer leads to, below this console's address. */
    public String led(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(base, "");
    }

    private HttpRequest.Builder form(String path, String typed) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(typed));
    }

    public HttpResponse<String> post(String path, String authorization, String json) {
        return send(request(path)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public CookieManager cookies() {
        return cookies;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
