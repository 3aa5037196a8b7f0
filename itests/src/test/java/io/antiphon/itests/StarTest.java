package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The law of the star, read from the manifests of what is shipped: imports are what the bytecode refers to. */
class StarTest {
    private static final TreeMap<String, Set<String>> EXPORTS = new TreeMap<>();
    private static final TreeMap<String, Set<String>> IMPORTS = new TreeMap<>();

    @BeforeAll
    static void readManifests() throws IOException {
        Path shipped = Distribution.launcher().resolveSibling("assembly/target/assembly/system/io/antiphon");
        try (var files = Files.walk(shipped)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile bundle = new JarFile(jar.toFile())) {
                    var manifest = bundle.getManifest().getMainAttributes();
                    String name = manifest.getValue("Bundle-SymbolicName");
                    EXPORTS.put(name, packages(manifest.getValue("Export-Package")));
                    IMPORTS.put(name, packages(manifest.getValue("Import-Package")));
                }
            }
        }
    }

    @Test
    void allRoomsAreRead() {
        assertTrue(EXPORTS.keySet().containsAll(Set.of("io.antiphon.spi", "io.antiphon.journal", "io.antiphon.http")));
    }

    @Test
    void onlyTheContractExportsOurPackages() {
        assertEquals(Set.of("io.antiphon.spi"), bundlesWith(EXPORTS, "io.antiphon"));
    }

    @Test
    void noRoomImportsASibling() {
        var ofSiblings = IMPORTS.values().stream()
                .flatMap(Set::stream)
                .filter(name -> name.startsWith("io.antiphon.") && !name.startsWith("io.antiphon.spi"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), ofSiblings);
    }

    @Test
    void onlyRoutesKnowsCamel() {
        var users = bundlesWith(IMPORTS, "org.apache.camel");
        users.removeIf(name -> name.startsWith("io.antiphon.platform."));
        assertEquals(Set.of("io.antiphon.routes"), users);
    }

    private static Set<String> bundlesWith(TreeMap<String, Set<String>> packages, String prefix) {
        return packages.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(name -> (name + ".").startsWith(prefix + ".")))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packages(String header) {
        if (header == null) {
            return Set.of();
        }
        return Arrays.stream(header.replaceAll("\"[^\"]*\"", "").split(","))
                .map(clause -> clause.replaceAll(";.*", "").strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
