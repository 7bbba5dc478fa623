package dev.signalbox.connector.channels;

import dev.signalbox.connector.ToolException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One address, with the name of a person or without. Lists, groups and routes are none. */
record MailAddress(InternetAddress address) {

    private static final int LONGEST = 320;

    /** The older and the newer rules for names read these differently, and so lead to different domains. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\u00df\\u1e9e\\u03c2\\u200c\\u200d]");

    static MailAddress of(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw noAddress(text);
        }
        try {
            var parsed = InternetAddress.parse(text, true);
            if (parsed.length != 1 || parsed[0].isGroup()) {
                throw noAddress(text);
            }
            return new MailAddress(ascii(text, parsed[0].getAddress(), parsed[0].getPersonal()));
        } catch (AddressException | UnsupportedEncodingException | IllegalArgumentException e) {
            throw noAddress(text);
        }
    }

    /** Domains of any script are fine; before the @ most servers know ASCII only. */
    private static InternetAddress ascii(String text, String address, @Nullable String name)
            throws AddressException, UnsupportedEncodingException {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.startsWith("@")) {
            throw noAddress(text);
        }
        var domain = address.substring(at + 1);
        if (AMBIGUOUS.matcher(domain).find()) {
            throw noAddress(text);
        }
        var plain = address.substring(0, at + 1) + IDN.toASCII(domain);
        if (!plain.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw noAddress(text);
        }
        var result = new InternetAddress(plain, true);
        result.setPersonal(name, "utf-8");
        return result;
    }

    String plain() {
        return address.getAddress();
    }

    String domain() {
        return plain().substring(plain().lastIndexOf('@') + 1);
    }

    boolean isOneOf(List<String> allowed) {
        var mine = plain().toLowerCase(Locale.ROOT);
        return allowed.isEmpty()
                || allowed.stream()
                        .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(pattern -> pattern.startsWith("@") ? mine.endsWith(pattern) : mine.equals(pattern));
    }

    private static ToolException noAddress(String text) {
        return Refusals.invalid("This is not one mail address: " + text.replaceAll("\\p{Cntrl}", "?"));
    }
}
