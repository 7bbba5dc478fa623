package dev.signalbox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadKeyTest {

    private static final String OLD = "b2xkLXNpZ25pbmcta2V5LW9mLTMyLWJ5dGVzLS0tLS0=";
    private static final String NEW = "bmV3LXNpZ25pbmcta2V5LW9mLTMyLWJ5dGVzLS0tLS0=";
    private static final UUID TENANT = UUID.randomUUID();

    /** The first test vector of RFC 8032. */
    @Test
    void thePairIsTheOneOfTheStandard() {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

        var pair = HeadKey.pair(seed);

        assertThat(HexFormat.of().formatHex(pair.getPublic().getEncoded()))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(HeadKey.sign(pair, new byte[0]))))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                        + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void whatAFormerKeySignedStaysGood() {
        var before = keys(OLD, List.of());
        SignedHead head = signed(before);

        var after = keys(NEW, List.of(before.published().getFirst().publicKey()));

        assertThat(after.vouchFor(head)).isTrue();
        assertThat(after.vouchFor(signed(after))).isTrue();
        assertThat(after.published()).hasSize(2);
    }

    @Test
    void aKeyThatIsNotConfiguredVouchesForNothing() {
        SignedHead head = signed(keys(OLD, List.of()));

        assertThat(keys(NEW, List.of()).vouchFor(head)).isFalse();
    }

    @Test
    void aHeadThatWasChangedIsNotVouchedFor() {
        var keys = keys(NEW, List.of());
        SignedHead head = signed(keys);

        var shorter = new SignedHead(TENANT, 1, head.hash(), head.at(), head.keyId(), head.signature());

        assertThat(keys.vouchFor(shorter)).isFalse();
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        var keys = keys(null, List.of());

        assertThat(keys.canSign()).isFalse();
        assertThat(keys.published()).isEmpty();
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedAtTheStart() {
        assertThatThrownBy(() -> keys("c2hvcnQ=", List.of()))
                .hasMessage("signalbox.audit.signing-key: must be 32 bytes in base64");
        assertThatThrownBy(() -> keys("not base64!", List.of()))
                .hasMessage("signalbox.audit.signing-key: must be 32 bytes in base64");
    }

    private static SignedHead signed(HeadKeys keys) {
        return keys.sign(TENANT, new Link(2, "ab"), Instant.parse("2026-11-02T09:15:04Z"));
    }

    private static HeadKeys keys(@Nullable String own, List<String> former) {
        return new HeadKeys(new AuditSettings(own, former, Duration.ofMinutes(1)));
    }
}
