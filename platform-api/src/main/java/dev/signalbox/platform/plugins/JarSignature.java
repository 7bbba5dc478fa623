package dev.signalbox.platform.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Jar signing as the JDK's {@code jarsigner} does it.
 *
 * <p>Guarantee: what is let pass is, entry by entry, what the owner of one of the operator's certificates has signed: nothing
 * altered, nothing added, nothing taken away. Only the key counts; names and dates in a certificate do not.
 */
final class JarSignature {

    /** What the signature itself consists of, and so cannot cover. */
    private static final Pattern PART_OF_IT =
            Pattern.compile("META-INF/(?:MANIFEST\\.MF|[^/]+\\.(?:SF|RSA|DSA|EC)|SIG-[^/]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.SF", Pattern.CASE_INSENSITIVE);

    private final Set<PublicKey> trusted;
    private final boolean allowUnsigned;

    JarSignature(Set<PublicKey> trusted, boolean allowUnsigned) {
        this.trusted = trusted;
        this.allowUnsigned = allowUnsigned;
    }

    /** @param certificates files in PEM */
    static JarSignature by(List<Path> certificates, boolean allowUnsigned) {
        return new JarSignature(
                certificates.stream().map(JarSignature::key).collect(Collectors.toUnmodifiableSet()), allowUnsigned);
    }

    /** @throws SecurityException from the JDK, when an entry is not what was signed */
    void check(JarFile jar, Manifest manifest) throws IOException, PluginRefusedException {
        var missing = new TreeSet<>(manifest.getEntries().keySet());
        boolean signed = jar.stream()
                .anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
        for (var entry : Collections.list(jar.entries())) {
            missing.remove(entry.getName());
            if (!entry.isDirectory() && !PART_OF_IT.matcher(entry.getName()).matches()) {
                check(entry.getName(), signers(jar, entry), signed);
            }
        }
        if (!missing.isEmpty()) {
            throw new PluginRefusedException(
                    "The jar was altered after it was signed: " + missing.first() + " is missing.");
        }
    }

    private void check(String entry, CodeSigner @Nullable [] signers, boolean signed) throws PluginRefusedException {
        if (signers == null) {
            if (signed) {
                throw new PluginRefusedException(
                        "The jar was altered after it was signed: %s is not covered by the signature. Get it again from whoever signed it."
                                .formatted(entry));
            }
            if (!allowUnsigned) {
                throw new PluginRefusedException(
                        "The jar is not signed: sign it with ops/plugin sign (%s has no signature).".formatted(entry));
            }
        } else if (Arrays.stream(signers).noneMatch(this::trusts) && !allowUnsigned) {
            throw new PluginRefusedException(
                    "The jar is signed by somebody unknown: signalbox.plugins.certificates does not name whoever signed it.");
        }
    }

    private boolean trusts(CodeSigner signer) {
        return trusted.contains(
                signer.getSignerCertPath().getCertificates().getFirst().getPublicKey());
    }

    /** Known only after the whole entry was read, which is also when the JDK compares it. */
    private static CodeSigner @Nullable [] signers(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return entry.getCodeSigners();
    }

    private static PublicKey key(Path certificate) {
        try (var in = Files.newInputStream(certificate)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
        } catch (IOException e) {
            throw new UncheckedIOException("signalbox.plugins.certificates names " + certificate, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "signalbox.plugins.certificates names " + certificate + ", which is no certificate in PEM", e);
        }
    }
}
