package dev.signalbox.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.problem.ApiException;
import org.junit.jupiter.api.Test;

class CursorsTest {

    private final Cursors cursors = new Cursors(new byte[32]);

    @Test
    void aCursorOpensWithItsBinding() {
        String cursor = cursors.seal("runs|a", "2026-11-20", 7);

        assertThat(cursors.open("runs|a", cursor)).containsExactly("2026-11-20", "7");
    }

    @Test
    void anotherTenantCannotOpenIt() {
        String cursor = cursors.seal("runs|a", 7);

        assertThatThrownBy(() -> cursors.open("runs|b", cursor)).isInstanceOf(ApiException.class);
    }

    @Test
    void whatIsNoCursorIsRefused() {
        assertThatThrownBy(() -> cursors.open("runs|a", "")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> cursors.open("runs|a", "%%%")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> cursors.open("runs|a", "AAAA")).isInstanceOf(ApiException.class);
    }
}
