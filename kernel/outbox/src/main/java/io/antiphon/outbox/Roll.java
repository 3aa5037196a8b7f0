package io.antiphon.outbox;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards that were at their posts when the process before this one ended, and those that are now: a file of a name a line. Who
 * was there and is not back is waited for, so that what fails to start does not let pass what it would have held. Thread-safe.
 */
final class Roll {

    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);
    private static final String NAME = "guards.txt";

    private final Path file;
    private final Set<String> awaited;
    private final Set<String> here = new TreeSet<>();
    private boolean closed;

    private Roll(Path file, Set<String> awaited) {
        this.file = file;
        this.awaited = awaited;
    }

    /** Opens the roll in a folder, which is made if it is missing. */
    static Roll open(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(NAME);
        Set<String> names = new TreeSet<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().filter(name -> !name.isBlank()).forEach(names::add);
        }
        return new Roll(file, names);
    }

    /** Those that were there before and are not back. */
    synchronized Set<String> awaited() {
        return Set.copyOf(awaited);
    }

    synchronized void comes(String name) {
        awaited.remove(name);
        if (here.add(name)) {
            write();
        }
    }

    /** It went while all goes on: somebody wanted that. */
    synchronized void goes(String name) {
        if (here.remove(name)) {
            write();
        }
    }

    /** It is not waited for any longer. @return whether it was */
    synchronized boolean forget(String name) {
        boolean was = awaited.remove(name);
        if (was) {
            write();
        }
        return was;
    }

    /** Nothing that goes from now on goes because somebody wants to be without it. */
    synchronized void close() {
        closed = true;
    }

    private void write() {
        if (closed) {
            return;
        }
        Set<String> all = new TreeSet<>(awaited);
        all.addAll(here);
        Path fresh = file.resolveSibling(NAME + ".new");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write((String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Which guards are there cannot be written to {}: {}", file, e.getMessage());
        }
    }
}
