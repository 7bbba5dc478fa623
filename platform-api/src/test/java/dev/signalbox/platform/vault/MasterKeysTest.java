package dev.signalbox.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MasterKeysTest {

    private static final byte[] ACME = {1};
    private static final byte[] OTHER = {2};

    private Path file;

    @BeforeEach
    void makeAKey() {
        file = TestMasterKey.fresh();
    }

    @Test
    void aMissingFileIsToldWithHowToMakeIt() {
        file = Path.of("/nowhere/master-key");

        assertThatThrownBy(this::keys)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signalbox.vault.master-key-file: /nowhere/master-key cannot be read")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        TestMasterKey.open(file, "rw-r-----");

        assertThatThrownBy(this::keys)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is open to others (rw-r-----). Close it with: chmod 600");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.writeString(file, "\n");

        assertThatThrownBy(this::keys).hasMessageContaining("holds no key");
    }

    @Test
    void aLineThatIsNoKeyIsRefusedAndNotQuoted() throws IOException {
        Files.writeString(file, TestMasterKey.key() + "c2hvcnQga2V5\n");

        assertThatThrownBy(this::keys)
                .hasMessageContaining("not 32 bytes in base64")
                .hasMessageNotContaining("c2hvcnQga2V5");
    }

    @Test
    void keysOfOneTenantDoNotOpenAsThoseOfAnother() {
        var keys = keys();
        var wrapped = keys.wrap(DataKeys.fresh().handle(), ACME);

        assertThatThrownBy(() -> keys.unwrap(wrapped, OTHER)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aNewKeyOnTopIsTakenUpWhileTheOldOneStillUnwraps() throws Exception {
        var keys = keys();
        var data = DataKeys.fresh().handle();
        var before = keys.primary();
        var wrapped = keys.wrap(data, ACME);

        Files.writeString(file, TestMasterKey.key() + Files.readString(file));
        keys.reload();

        assertThat(keys.primary()).isNotEqualTo(before);
        assertThat(keys.unwrap(wrapped, ACME).equalsKeyset(data)).isTrue();
    }

    @Test
    void whatTheNewKeyWrappedNeedsTheOldOneNoMore() throws Exception {
        var keys = keys();
        var data = DataKeys.fresh().handle();
        var old = keys.wrap(data, ACME);

        Files.writeString(file, TestMasterKey.key());
        keys.reload();

        assertThat(keys.unwrap(keys.wrap(data, ACME), ACME).equalsKeyset(data)).isTrue();
        assertThatThrownBy(() -> keys.unwrap(old, ACME)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aFileThatIsSpoiledLaterChangesNothing() throws IOException {
        var keys = keys();
        var before = keys.primary();

        Files.writeString(file, "spoiled");
        keys.reload();

        assertThat(keys.primary()).isEqualTo(before);
    }

    private MasterKeys keys() {
        return new MasterKeys(new VaultSettings(file, Duration.ofSeconds(30)));
    }
}
