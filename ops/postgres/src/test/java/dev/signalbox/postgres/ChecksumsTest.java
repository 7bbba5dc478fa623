package dev.signalbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void sealAFolder() throws IOException {
        Files.writeString(folder.resolve("vector.so"), "library");
        Files.writeString(folder.resolve("vector.control"), "control");
        Checksums.write(folder);
    }

    @Test
    void anUntouchedFolderMatches() {
        assertThat(Checksums.match(folder)).isTrue();
    }

    @Test
    void aDamagedFileIsNoticed() throws IOException {
        Files.writeString(folder.resolve("vector.so"), "librarY");

        assertThat(Checksums.match(folder)).isFalse();
    }

    @Test
    void aMissingFileIsNoticed() throws IOException {
        Files.delete(folder.resolve("vector.control"));

        assertThat(Checksums.match(folder)).isFalse();
    }

    @Test
    void aFolderWithoutAListDoesNotMatch() throws IOException {
        Files.delete(folder.resolve("SHA256SUMS"));

        assertThat(Checksums.match(folder)).isFalse();
    }
}
