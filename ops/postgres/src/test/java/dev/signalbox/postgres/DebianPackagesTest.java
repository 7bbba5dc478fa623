package dev.signalbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebianPackagesTest {

    @Test
    void theMirrorAndItsKeyringAreReadFromTheNewFormat() {
        var paragraph = """
                Types: deb
                URIs: http://mirror.test/debian
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By: /usr/share/keyrings/some.gpg
                """;

        assertThat(DebianPackages.read(paragraph))
                .contains(new DebianPackages("http://mirror.test/debian", Optional.of("/usr/share/keyrings/some.gpg")));
    }

    @Test
    void theMirrorIsReadFromTheOldFormat() {
        assertThat(DebianPackages.read("# packages\ndeb http://mirror.test/debian bookworm main contrib\n"))
                .contains(new DebianPackages("http://mirror.test/debian", Optional.empty()));
    }

    @Test
    void theKeyringIsReadFromTheOldFormat() {
        assertThat(DebianPackages.read("deb [arch=amd64 signed-by=/k.gpg] http://mirror.test/debian bookworm main"))
                .contains(new DebianPackages("http://mirror.test/debian", Optional.of("/k.gpg")));
    }

    @Test
    void aSourceThatIsSwitchedOffIsNotUsed() {
        assertThat(DebianPackages.read("#deb http://mirror.test/debian bookworm main"))
                .isEmpty();
    }
}
