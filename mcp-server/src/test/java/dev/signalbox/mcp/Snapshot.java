package dev.signalbox.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file that is kept in the repository, so that a change of it is seen in a review. {@code -Dsnapshots=renew} writes it anew. */
public final class Snapshot {

    private Snapshot() {}

    /** @param file below the root of the checkout */
    public static void check(String file, String generated) {
        Path path = root().resolve(file);
        try {
            if ("renew".equals(System.getProperty("snapshots"))) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, generated);
            }
            assertThat(path).as("%s is missing: run ops/snapshots", file).exists();
            assertThat(Files.readString(path))
                    .as("%s is not up to date: run ops/snapshots and look at the difference", file)
                    .isEqualTo(generated);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Tests run in the module's folder. */
    private static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
