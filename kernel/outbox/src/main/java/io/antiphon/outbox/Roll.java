package io.antiphon.outbox;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards that are at their posts and those that were: a file with a name, a tab and a bundle in each line. Who was there once is
 * waited for, also after a restart, until a person says that it is to be gone: what fails to start or is uninstalled does not let
 * pass what it would have held. Thread-safe.
 */
final class Roll {

    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);
    private static final String NAME = "guards.txt";

    /** One that was there and is not. @param bundle it came from @param since as far as this process knows */
    record Gone(String bundle, Instant since) {}

    private final Path file;
    private final Map<String, Gone> gone;
    private final Map<String, String> here = new TreeMap<>();

    private Roll(Path file, Map<String, Gone> gone) {
        this.file = file;
        this.gone = gone;
    }

    /** Opens the roll in a folder, which is made if it is missing. */
    static Roll open(Path folder, Instant now) throws IOException {
        Path file = Files.createDirectories(folder).resolve(NAME);
        Map<String, Gone> gone = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("\t", 2);
                if (!parts[0].isBlank()) {
                    gone.put(parts[0], new Gone(parts.length > 1 ? parts[1] : "", now));
                }
            }
        }
        return new Roll(file, gone);
    }

    /** Those that are waited for, by their names. */
    synchronized Map<String, Gone> gone() {
        return Map.copyOf(gone);
    }

    synchronized void comes(String name, String bundle) {
        Gone before = gone.remove(name);
        String former = before == null ? here.get(name) : before.bundle();
        here.put(name, bundle);
        if (!bundle.equals(former)) {
            write();
        }
    }

    synchronized void goes(String name, Instant now) {
        String bundle = here.remove(name);
        if (bundle != null) {
            gone.put(name, new Gone(bundle, now));
        }
    }

    /** It is not waited for any longer. @return whether it was */
    synchronized boolean forget(String name) {
        boolean was = gone.remove(name) != null;
        if (was) {
            write();
        }
        return was;
    }

    private void write() {
        Map<String, String> all = new TreeMap<>(here);
        gone.forEach((name, one) -> all.put(name, one.bundle()));
        StringBuilder text = new StringBuilder();
        all.forEach(
                (name, bundle) -> text.append(name).append('\t').append(bundle).append('\n'));
        Path fresh = file.resolveSibling(NAME + ".new");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Which guards are there cannot be written to {}: {}", file, e.getMessage());
        }
    }
}
