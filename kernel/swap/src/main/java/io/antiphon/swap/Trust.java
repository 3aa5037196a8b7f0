package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Whose bundles are taken. A folder with certificates ({@code etc/trusted/*.pem}) that is there and not empty means: only jars
 * whose every entry is signed by one of them. Without it any bundle is taken, and a signature need only be whole.
 */
final class Trust {

    private final Path folder;

    Trust(Path folder) {
        this.folder = folder;
    }

    /** Refuses a jar whose entries have all been read, if it is not signed by somebody trusted. */
    void judge(JarFile jar, String called) {
        Set<Certificate> trusted = trusted();
        if (trusted.isEmpty()) {
            return;
        }
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            if (!entry.isDirectory() && !isSignature(entry.getName()) && !isSigned(entry, trusted)) {
                throw Inspection.refused(
                        called + " is not signed by anybody trusted here (" + entry.getName() + ").",
                        "Sign it with jarsigner, or add its signer's certificate to " + folder + ".");
            }
        }
    }

    private static boolean isSigned(JarEntry entry, Set<Certificate> trusted) {
        CodeSigner[] signers = entry.getCodeSigners();
        return signers != null
                && Arrays.stream(signers)
                        .map(signer -> signer.getSignerCertPath().getCertificates())
                        .anyMatch(path -> path.stream().anyMatch(trusted::contains));
    }

    private static boolean isSignature(String entry) {
        String name = entry.toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/")
                && name.indexOf('/', "META-INF/".length()) < 0
                && List.of("MANIFEST.MF", ".SF", ".RSA", ".DSA", ".EC").stream().anyMatch(name::endsWith);
    }

    private Set<Certificate> trusted() {
        try {
            return certificates();
        } catch (IOException e) {
            throw new AntiphonException(
                    Code.BROKEN, "Whom to trust cannot be read, so nothing is taken: " + e.getMessage(), e);
        }
    }

    private Set<Certificate> certificates() throws IOException {
        Set<Certificate> all = new HashSet<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                all.addAll(read(file));
            }
        }
        return all;
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (CertificateException e) {
            throw new IOException(file + " holds no certificate: " + e.getMessage(), e);
        }
    }
}
