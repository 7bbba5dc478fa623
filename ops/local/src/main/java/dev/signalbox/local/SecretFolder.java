package dev.signalbox.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** One file per secret, readable by its owner only, made once and then kept. */
record SecretFolder(Path folder) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without the letters and digits that are mistaken for one another: a person may have to type it. */
    private static final String TYPEABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    static SecretFolder in(Path data) {
        try {
            var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return new SecretFolder(Files.createDirectories(data.resolve("secrets"), rights));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 32 random bytes in base64. */
    String key(String name) {
        return once(name, () -> {
            var bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
    }

    /** The same, for whoever wants the file and not what is in it. */
    Path keyFile(String name) {
        key(name);
        return folder.resolve(name);
    }

    /** A password of four groups, about 79 bits. */
    String password(String name) {
        return once(name, () -> {
            var password = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                password.append(i > 0 && i % 4 == 0 ? "-" : "")
                        .append(TYPEABLE.charAt(RANDOM.nextInt(TYPEABLE.length())));
            }
            return password.toString();
        });
    }

    private String once(String name, Supplier<String> maker) {
        return read(name).orElseGet(() -> {
            var secret = maker.get();
            write(name, secret);
            return secret;
        });
    }

    Optional<String> read(String name) {
        try {
            var file = folder.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complete or not at all, and never readable by others for a moment. */
    void write(String name, String content) {
        try {
            var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = Files.createTempFile(folder, name, ".draft", rights);
            Files.writeString(draft, content);
            Files.move(
                    draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
