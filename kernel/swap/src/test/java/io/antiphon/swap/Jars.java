package io.antiphon.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars as authors' builds would make them, good and bad. */
final class Jars {

    private Jars() {}

    /** A bundle with these headers beside the usual ones. */
    static Staging.Staged bundle(Path folder, Map<String, String> headers) throws IOException {
        Path file = Files.createTempFile(folder, "bundle", ".jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.example.shop");
        main.putValue("Bundle-Version", "1.2.3");
        headers.forEach(main::putValue);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.putNextEntry(new JarEntry("words.txt"));
            out.write("some words, long enough to be squeezed, squeezed, squeezed".getBytes());
            out.closeEntry();
        }
        return staged(file);
    }

    static Staging.Staged staged(Path file) throws IOException {
        return new Staging.Staged(file, Staging.digest(file));
    }
}
