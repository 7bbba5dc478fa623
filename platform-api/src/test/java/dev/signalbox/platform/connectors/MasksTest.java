package dev.signalbox.platform.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.RecordJson;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {

    private static final String VALUE = "p/ss \"wörd\"\n+42&";

    private final Masks masks = Masks.of(new Credential.None(), List.of(Secret.of(VALUE), Secret.of("20261128")));

    @Test
    void theValueIsMaskedInEverySpelling() {
        var bytes = VALUE.getBytes(UTF_8);
        var spellings = List.of(
                VALUE,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                URLEncoder.encode(VALUE, UTF_8),
                URLEncoder.encode(VALUE, UTF_8).replace("+", "%20"),
                "p%2fss%20%22w%c3%b6rd%22%0a%2b42%26",
                "p/ss \\\"wörd\\\"\\n+42&",
                "p\\/ss \\\"wörd\\\"\\n+42&");

        assertThat(spellings).allSatisfy(spelling -> assertThat(masks.text("<" + spelling + ">"))
                .isEqualTo("<[secret]>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "user:", "longer before: "})
    void inBase64ItIsMaskedWhereverItBegins(String before) {
        var whole = Base64.getEncoder().encodeToString((before + VALUE + " and after").getBytes(UTF_8));

        var masked = masks.text(whole);

        assertThat(masked).contains("[secret]");
        assertThat(masked)
                .hasSizeLessThan("[secret]".length()
                        + whole.length()
                        - Base64.getEncoder()
                                .encodeToString(VALUE.getBytes(UTF_8))
                                .length()
                        + 6);
    }

    @Test
    void inAResultKeysTextsAndNumbersAreMasked() {
        var json = RecordJson.MAPPER.readTree("""
                {"20261128": ["a 20261128 b", 20261128, 7, true, null], "other": {"n": 2026}}""");

        var masked = ((ToolOutcome.Success) masks.of(new ToolOutcome.Success(json))).structured();

        assertThat(masked).isEqualTo(RecordJson.MAPPER.readTree("""
                {"[secret]": ["a [secret] b", "[secret]", 7, true, null], "other": {"n": 2026}}"""));
    }

    @Test
    void failuresAndUnknownOutcomesAreMasked() {
        var failure = new ToolOutcome.Failure(ErrorCode.UPSTREAM_FAILED, "No: " + VALUE, false, null);

        assertThat(((ToolOutcome.Failure) masks.of(failure)).message()).isEqualTo("No: [secret]");
        assertThat(masks.of(new ToolOutcome.Unknown(VALUE))).isEqualTo(new ToolOutcome.Unknown("[secret]"));
    }

    @Test
    void ofABasicCredentialThePairIsMaskedToo() {
        var basic = Masks.of(new Credential.Basic("ann", Secret.of("hunter22")), List.of());

        assertThat(basic.text("Basic " + Base64.getEncoder().encodeToString("ann:hunter22".getBytes(UTF_8))))
                .isEqualTo("Basic [secret]");
        assertThat(basic.text("ann said hunter22")).isEqualTo("ann said [secret]");
    }

    @Test
    void aVeryShortSecretDoesNotTearTextsApart() {
        assertThat(Masks.of(new Credential.ApiKey(Secret.of("abc")), List.of()).text("abcdef"))
                .isEqualTo("abcdef");
    }
}
