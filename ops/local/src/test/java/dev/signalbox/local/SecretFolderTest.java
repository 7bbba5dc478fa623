package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {

    @TempDir
    Path data;

    @Test
    void aSecretStaysTheSameOverStarts() {
        var first = SecretFolder.in(data).key("service-secret");

        assertThat(SecretFolder.in(data).key("service-secret")).isEqualTo(first);
    }

    @Test
    void eachSecretIsItsOwn() {
        var secrets = SecretFolder.in(data);

        assertThat(secrets.key("one")).isNotEqualTo(secrets.key("other"));
    }

    @Test
    void aKeyHas32Bytes() {
        assertThat(Base64.getDecoder().decode(SecretFolder.in(data).key("root-key")))
                .hasSize(32);
    }

    @Test
    void theFileOfAKeyHoldsTheKey() throws Exception {
        var secrets = SecretFolder.in(data);

        assertThat(Files.readString(secrets.keyFile("master"))).isEqualTo(secrets.key("master"));
    }

    @Test
    void aPasswordCanBeTyped() {
        assertThat(SecretFolder.in(data).password("demo")).matches("([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}");
    }

    @Test
    void onlyTheOwnerReadsASecret() throws Exception {
        SecretFolder.in(data).key("root-key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets/root-key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets"))))
                .isEqualTo("rwx------");
    }
}
