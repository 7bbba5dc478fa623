package dev.signalbox.platform.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Files with master keys, readable by their owner only. */
public final class TestMasterKey {

    private TestMasterKey() {}

    /** A file of one random key, which goes with the JVM. */
    public static Path fresh() {
        try {
            var file = Files.createTempFile("master-key", ".test");
            file.toFile().deleteOnExit();
            return Files.writeString(file, key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String key() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    static void open(Path file, String rights) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
