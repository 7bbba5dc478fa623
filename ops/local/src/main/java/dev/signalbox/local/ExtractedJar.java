package dev.signalbox.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/** A packaged application with its libraries laid out beside it: it starts in half the time of the nested jar. */
final class ExtractedJar {

    private ExtractedJar() {}

    /** Extracts once; the folder carries the content's checksum, because the build gives every jar the same date. */
    static Path of(Path jar) {
        try {
            var folder = jar.resolveSibling("app-" + checksum(jar));
            if (!Files.exists(folder)) {
                extract(jar, folder);
            }
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void extract(Path jar, Path folder) throws IOException {
        var draft = Files.createTempDirectory(jar.getParent(), "draft-");
        var process = new ProcessBuilder(List.of(
                        Jvm.JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        draft.toString()))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new LocalFailure("%s could not be extracted: %s".formatted(jar, said.strip()));
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String checksum(Path jar) throws IOException {
        var checksum = new CRC32();
        try (var channel = FileChannel.open(jar)) {
            checksum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
        return Long.toHexString(checksum.getValue());
    }
}
