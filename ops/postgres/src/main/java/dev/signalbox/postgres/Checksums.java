package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A SHA-256 list of the files of one folder, kept in the folder itself. */
final class Checksums {

    private static final String LIST = "SHA256SUMS";

    private Checksums() {}

    static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(LIST), of(folder));
    }

    static boolean match(Path folder) {
        var list = folder.resolve(LIST);
        try {
            return Files.exists(list) && Files.readString(list).equals(of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String of(Path folder) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(f -> !f.endsWith(LIST)).toList()) {
                sums.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
            }
        }
        return sums.entrySet().stream()
                .map(entry -> "%s  %s%n".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
