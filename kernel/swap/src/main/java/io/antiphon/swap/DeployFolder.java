package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Bundles.Plugged;
import io.antiphon.spi.Problem;
import io.antiphon.swap.Store.Deployed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jars dropped into {@code deploy/}: what is new or changed is installed, what is gone is removed, and what is refused stays where
 * it is, with a problem that says why. One thread looks twice a second; a file is taken when it no longer grows.
 */
final class DeployFolder implements AutoCloseable {

    static final String WHO = "deploy";

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final long POLL_MILLIS = 500;

    private final Path folder;
    private final Swaps swaps;
    private final Store store;
    private final Thread thread;
    private Map<String, Look> seen = new HashMap<>();
    private final Map<String, Look> taken = new HashMap<>();
    private volatile Map<String, Problem> problems = Map.of();
    private volatile boolean closed;

    /** How a file looked. */
    private record Look(long size, FileTime modified) {}

    DeployFolder(Path folder, Swaps swaps, Store store) {
        this.folder = folder;
        this.swaps = swaps;
        this.store = store;
        thread = new Thread(this::run, "antiphon-swap-deploy");
        thread.setDaemon(true);
        thread.start();
    }

    /** What lies there and is not taken. */
    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    private void run() {
        while (!closed) {
            try {
                scan();
                tell("", null);
            } catch (IOException | RuntimeException e) {
                tell("", Problem.error("deploy/", "It cannot be looked after: " + Reasons.of(e) + ".", ""));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void scan() throws IOException {
        Map<String, Look> now = look();
        boolean growing = false;
        for (Map.Entry<String, Look> file : now.entrySet()) {
            if (!file.getValue().equals(seen.get(file.getKey()))) {
                growing = true;
            } else if (!file.getValue().equals(taken.get(file.getKey()))) {
                taken.put(file.getKey(), file.getValue());
                take(file.getKey());
            }
        }
        seen = now;
        taken.keySet().retainAll(now.keySet());
        if (!growing) {
            forgetGone(now);
        }
    }

    private Map<String, Look> look() throws IOException {
        Map<String, Look> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : jars) {
                    files.put(jar.getFileName().toString(), new Look(Files.size(jar), Files.getLastModifiedTime(jar)));
                }
            }
        }
        return files;
    }

    private void take(String file) throws IOException {
        Path jar = folder.resolve(file);
        String digest = Staging.digest(jar);
        Map<String, Deployed> deployed = store.deployed();
        Deployed before = deployed.get(file);
        if (before != null && before.digest().equals(digest)) {
            return;
        }
        try (InputStream in = Files.newInputStream(jar)) {
            String name = swaps.put(in, file, "", WHO, Edition.DEPLOY + file).name();
            deployed.put(file, new Deployed(digest, name));
            store.deployed(deployed);
            tell(file, null);
        } catch (AntiphonException e) {
            tell(file, Problem.error("deploy/" + file, String.valueOf(e.getMessage()), "Replace or delete the file."));
            if (e.code() == AntiphonException.Code.BUSY || e.code() == AntiphonException.Code.UNAVAILABLE) {
                taken.remove(file);
            }
        }
    }

    /** Removes the bundles whose files are gone, unless something else serves in their place by now. */
    private void forgetGone(Map<String, Look> now) throws IOException {
        for (String file : new ArrayList<>(problems.keySet())) {
            if (!file.isEmpty() && !now.containsKey(file)) {
                swaps.forgive(file);
                tell(file, null);
            }
        }
        Map<String, Deployed> deployed = store.deployed();
        for (Map.Entry<String, Deployed> file : Map.copyOf(deployed).entrySet()) {
            if (!now.containsKey(file.getKey())) {
                removed(file.getKey(), file.getValue());
                deployed.remove(file.getKey());
                store.deployed(deployed);
            }
        }
    }

    private void removed(String file, Deployed was) {
        boolean serves = swaps.list().stream().anyMatch(plugged -> serves(plugged, was));
        if (serves) {
            swaps.remove(was.name(), WHO);
            LOG.info("Removed {}: {} is gone from deploy/", was.name(), file);
        }
    }

    private static boolean serves(Plugged plugged, Deployed was) {
        return plugged.name().equals(was.name()) && plugged.digest().equals(was.digest());
    }

    private void tell(String file, @org.jspecify.annotations.Nullable Problem problem) {
        if (problem == null ? problems.containsKey(file) : !problem.equals(problems.get(file))) {
            Map<String, Problem> changed = new TreeMap<>(problems);
            if (problem == null) {
                changed.remove(file);
            } else {
                changed.put(file, problem);
            }
            problems = Map.copyOf(changed);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
