package dev.signalbox.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.access.TokenText.Kind;
import org.junit.jupiter.api.Test;

class TokenTextTest {

    @Test
    void theChecksumIsThatOfThePublishedExample() {
        assertThat(TokenText.checksum("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ")).isEqualTo("0mLq17");
    }

    @Test
    void aFreshTokenIsWellFormed() {
        String token = TokenText.random(Kind.PAT);

        assertThat(token).matches("pat_[0-9A-Za-z]{36}");
        assertThat(TokenText.wellFormed(Kind.PAT, token)).isTrue();
    }

    @Test
    void aMistypedTokenIsNot() {
        String token = TokenText.random(Kind.PAT);
        char other = token.charAt(10) == 'a' ? 'b' : 'a';

        assertThat(TokenText.wellFormed(Kind.PAT, token.substring(0, 10) + other + token.substring(11)))
                .isFalse();
    }

    @Test
    void aTokenOfAnotherKindIsNot() {
        assertThat(TokenText.wellFormed(Kind.PAT, TokenText.random(Kind.WRT))).isFalse();
    }
}
