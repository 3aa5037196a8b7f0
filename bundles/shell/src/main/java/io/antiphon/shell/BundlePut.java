package io.antiphon.shell;

import io.antiphon.spi.Bundles;
import io.antiphon.spi.Bundles.Change;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;

/** Installs a bundle from a file of this machine, or replaces the one of its symbolic name. */
abstract class BundlePut extends BundleChange {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    @Argument(index = 0, name = "file", description = "The bundle's jar on this machine", required = true)
    File file = new File("");

    @Option(name = "--sha256", description = "The SHA-256 it must have, in hexadecimal")
    String digest = "";

    @Override
    final Change changed(Bundles all, String who) throws IOException {
        Path jar = file.toPath();
        if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
            throw new IllegalArgumentException(
                    "There is no readable file " + jar.toAbsolutePath() + " on this machine");
        }
        if (!digest.isEmpty() && !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("--sha256: 64 hexadecimal digits");
        }
        try (InputStream in = Files.newInputStream(jar)) {
            return all.put(in, file.getName(), digest, who);
        }
    }
}
