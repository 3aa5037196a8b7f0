package io.antiphon.shell;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One bundle, whose jar holds its version; a jar of anything else does not start. */
final class OneBundle implements Bundles {

    static final String NAME = "io.acme.echo";

    final List<String> orders = new ArrayList<>();
    private final Deque<String> versions = new ArrayDeque<>();
    private final List<Refusal> refused = new ArrayList<>();

    @Override
    public List<Plugged> list() {
        if (versions.isEmpty()) {
            return List.of();
        }
        List<Former> former =
                versions.stream().skip(1).map(v -> new Former(v, "ab")).toList();
        return List.of(
                new Plugged(NAME, versions.element(), "ab", "active", "uploaded", Instant.EPOCH, former, refused));
    }

    @Override
    public Change put(InputStream jar, String called, String digest, String who) {
        String version;
        try {
            version = new String(jar.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders.add("put " + called + " " + digest + " by " + who);
        if (!version.matches("[0-9.]+")) {
            String reason = called + " did not start: \u001b[2J" + version;
            refused.add(new Refusal("2.0", "cd", Instant.EPOCH, reason));
            throw new AntiphonException(Code.CONFLICT, reason);
        }
        String from = versions.isEmpty() ? "" : versions.element();
        if (version.equals(from)) {
            return change("keep", from, version);
        }
        versions.push(version);
        return change(from.isEmpty() ? "install" : "upgrade", from, version);
    }

    private static Change change(String command, String from, String to) {
        return new Change(command, NAME, from, to, "ab", Duration.ofMillis(310));
    }

    private void needs(String name) {
        if (!name.equals(NAME) || versions.isEmpty()) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no bundle '" + name + "'");
        }
    }

    @Override
    public Change rollback(String name, String who) {
        needs(name);
        orders.add("rollback by " + who);
        return change("rollback", versions.pop(), versions.element());
    }

    @Override
    public Change remove(String name, String who) {
        needs(name);
        orders.add("remove by " + who);
        return change("remove", versions.pop(), "");
    }
}
