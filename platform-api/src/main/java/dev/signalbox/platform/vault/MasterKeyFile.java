package dev.signalbox.platform.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The file that holds the master keys: 32 random bytes in base64 a line, the one in force first, those before it below. */
record MasterKeyFile(Path path) {

    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** @throws IllegalStateException that says what is wrong with the file and how to put it right */
    KeysetHandle read() {
        try {
            requireClosed();
            return keyset(Files.readAllLines(path).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw wrong("cannot be read (%s). Make it with: openssl rand -base64 32".formatted(e), e);
        } catch (GeneralSecurityException e) {
            throw wrong("holds a key that cannot be used", e);
        }
    }

    private void requireClosed() throws IOException {
        var rights = Files.getPosixFilePermissions(path);
        if (!OWNERS.containsAll(rights)) {
            throw wrong(
                    "is open to others (%s). Close it with: chmod 600".formatted(PosixFilePermissions.toString(rights)),
                    null);
        }
    }

    @AccessesPartialKey // the keys are the operator's, in the operator's format
    private KeysetHandle keyset(List<String> lines) throws GeneralSecurityException {
        var keys = KeysetHandle.newBuilder().setConfiguration(Cryptography.TINK);
        for (var line : lines) {
            byte[] key = decoded(line);
            int id = id(key);
            var entry = KeysetHandle.importKey(AesGcmKey.builder()
                            .setParameters(PredefinedAeadParameters.AES256_GCM)
                            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                            .setIdRequirement(id)
                            .build())
                    .withFixedId(id);
            keys.addEntry(keys.size() == 0 ? entry.makePrimary() : entry);
        }
        if (keys.size() == 0) {
            throw wrong("holds no key. Make one with: openssl rand -base64 32", null);
        }
        return keys.build();
    }

    private byte[] decoded(String line) {
        try {
            byte[] key = Base64.getDecoder().decode(line);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // Neither the line nor a part of it may get into a message: it may be a key that was pasted badly.
        }
        throw wrong("holds a line that is not %d bytes in base64".formatted(KEY_BYTES), null);
    }

    /** Follows from the key, so that the file needs no names in it and two nodes agree. */
    private static int id(byte[] key) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update("signalbox master key".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return ByteBuffer.wrap(Arrays.copyOf(digest.digest(key), Integer.BYTES)).getInt();
    }

    private IllegalStateException wrong(String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalStateException("signalbox.vault.master-key-file: " + path + " " + what + ".", cause);
    }
}
