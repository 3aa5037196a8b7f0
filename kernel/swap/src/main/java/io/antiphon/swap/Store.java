package io.antiphon.swap;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is committed, on the disk: the jars by their digest, for each symbolic name one file that tells which of them serves, and
 * which files of the deploy folder were taken. A file is replaced in one piece, so that a crash leaves the one before or the one
 * after. Thread-safe.
 */
final class Store {

    private static final String RECORD = ".properties";
    private static final String JAR = ".jar";

    private final Path records;
    private final Path jars;
    private final Path deployed;

    /** A file of the deploy folder that was taken: the digest it had and the name of its bundle. */
    record Deployed(String digest, String name) {}

    Store(Path folder) throws IOException {
        records = Files.createDirectories(folder.resolve("records"));
        jars = Files.createDirectories(folder.resolve("jars"));
        deployed = folder.resolve("deployed.properties");
    }

    Path staging() {
        return jars.resolveSibling("staging");
    }

    /** Where the jar of a digest is or would be. */
    Path jar(String digest) {
        return jars.resolve(digest + JAR);
    }

    /** Takes a staged jar over. */
    void keep(Candidate candidate) throws IOException {
        Files.move(candidate.jar(), jar(candidate.digest()), StandardCopyOption.ATOMIC_MOVE);
        Staging.sync(jars);
    }

    /** A jar as it was kept; fails if it is damaged. */
    InputStream open(String digest) throws IOException {
        Path jar = jar(digest);
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing");
        }
        if (!Staging.digest(jar).equals(digest)) {
            throw new IOException(jar + " is damaged: it no longer has the digest it is named after");
        }
        return Files.newInputStream(jar);
    }

    synchronized @Nullable Holding find(String name) throws IOException {
        Path file = records.resolve(name + RECORD);
        return Files.exists(file) ? read(name, properties(file)) : null;
    }

    synchronized List<Holding> all() throws IOException {
        List<Holding> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(records)) {
            for (Path file : files.sorted().toList()) {
                String called = file.getFileName().toString();
                if (called.endsWith(RECORD)) {
                    all.add(read(called.substring(0, called.length() - RECORD.length()), properties(file)));
                }
            }
        }
        return all;
    }

    /** Makes it the truth; when this returns it is on the disk. */
    synchronized void commit(Holding holding) throws IOException {
        Properties values = new Properties();
        Edition active = holding.active();
        if (active != null) {
            write(values, "active", active);
        }
        for (int i = 0; i < holding.former().size(); i++) {
            write(values, "former." + i, holding.former().get(i));
        }
        replace(records.resolve(holding.name() + RECORD), values);
    }

    /** Deletes jars that no holding names any more. */
    synchronized void prune() throws IOException {
        Set<String> named = new HashSet<>();
        for (Holding holding : all()) {
            Edition active = holding.active();
            if (active != null) {
                named.add(active.digest() + JAR);
            }
            holding.former().forEach(edition -> named.add(edition.digest() + JAR));
        }
        try (Stream<Path> files = Files.list(jars)) {
            for (Path file : files.toList()) {
                if (!named.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Deletes what was being staged when the process ended. */
    void clearStaging() throws IOException {
        if (Files.isDirectory(staging())) {
            try (Stream<Path> files = Files.list(staging())) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The files of the deploy folder that were taken, by name. */
    synchronized Map<String, Deployed> deployed() throws IOException {
        Map<String, Deployed> all = new TreeMap<>();
        if (Files.exists(deployed)) {
            Properties values = properties(deployed);
            for (String file : values.stringPropertyNames()) {
                String[] parts = values.getProperty(file).split(" ", 2);
                all.put(file, new Deployed(parts[0], parts.length > 1 ? parts[1] : ""));
            }
        }
        return all;
    }

    synchronized void deployed(Map<String, Deployed> files) throws IOException {
        Properties values = new Properties();
        files.forEach((file, taken) -> values.setProperty(file, taken.digest() + " " + taken.name()));
        replace(deployed, values);
    }

    private static void write(Properties values, String prefix, Edition edition) {
        values.setProperty(prefix + ".version", edition.version());
        values.setProperty(prefix + ".digest", edition.digest());
        values.setProperty(prefix + ".origin", edition.origin());
        values.setProperty(prefix + ".since", edition.since().toString());
    }

    private static Holding read(String name, Properties values) {
        List<Edition> former = new ArrayList<>();
        Edition next = read(values, "former.0");
        while (next != null) {
            former.add(next);
            next = read(values, "former." + former.size());
        }
        return new Holding(name, read(values, "active"), former);
    }

    private static @Nullable Edition read(Properties values, String prefix) {
        String version = values.getProperty(prefix + ".version");
        return version == null
                ? null
                : new Edition(
                        version,
                        values.getProperty(prefix + ".digest", ""),
                        values.getProperty(prefix + ".origin", Edition.UPLOADED),
                        Instant.parse(values.getProperty(prefix + ".since", "1970-01-01T00:00:00Z")));
    }

    private static Properties properties(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return values;
    }

    private static void replace(Path file, Properties values) throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, null);
        Path folder = Objects.requireNonNull(file.getParent());
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.writeString(fresh, text.toString());
        Staging.sync(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Staging.sync(folder);
    }
}
