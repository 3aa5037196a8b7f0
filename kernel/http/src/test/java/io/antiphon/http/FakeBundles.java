package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bundles that are only remembered. What is put begins with a line of a name and a version, or of a code to be refused with. */
final class FakeBundles implements Bundles {

    private static final Instant SINCE = Instant.parse("2026-01-31T12:00:00Z");
    private static final String DIGEST = "ab".repeat(32);

    private final Map<String, List<String>> versions = new TreeMap<>();
    private final List<Plugged> refused = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private long bytes;

    /** What was ordered, by whom. */
    synchronized List<String> orders() {
        return List.copyOf(orders);
    }

    /** How many bytes the latest jar had. */
    synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized List<Plugged> list() {
        List<Plugged> all = new ArrayList<>(refused);
        versions.forEach((name, its) -> all.add(new Plugged(
                name,
                its.get(0),
                DIGEST,
                "active",
                "uploaded",
                SINCE,
                its.stream().skip(1).map(v -> new Former(v, DIGEST)).toList(),
                List.of())));
        return all;
    }

    @Override
    public Change put(InputStream jar, String called, String digest, String who) {
        byte[] head = new byte[4096];
        String[] words;
        long size;
        try {
            int first = jar.readNBytes(head, 0, head.length);
            words = new String(head, 0, first, StandardCharsets.UTF_8).split("\n")[0].split(" ");
            size = first + jar.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new AntiphonException(Code.BROKEN, "The jar cannot be read", e);
        }
        return put(words, size, called, digest, who);
    }

    private synchronized Change put(String[] words, long size, String called, String digest, String who) {
        bytes = size;
        if (words.length == 1) {
            String reason = called + " does not start: it needs io.antiphon.spi 9";
            refused.add(new Plugged(
                    called,
                    "",
                    "",
                    "refused",
                    "uploaded",
                    SINCE,
                    List.of(),
                    List.of(new Refusal("3.0", DIGEST, SINCE, reason))));
            throw new AntiphonException(Code.valueOf(words[0]), reason, Duration.ofSeconds(2), null);
        }
        List<String> its = versions.computeIfAbsent(words[0], n -> new ArrayList<>());
        String from = its.isEmpty() ? "" : its.get(0);
        orders.add("put " + called + (digest.isEmpty() ? "" : " " + digest.substring(0, 4)) + " by " + who);
        String command = from.isEmpty() ? "install" : from.equals(words[1]) ? "keep" : "upgrade";
        if (!command.equals("keep")) {
            its.add(0, words[1]);
        }
        return change(command, words[0], from, words[1]);
    }

    private static Change change(String command, String name, String from, String to) {
        return new Change(command, name, from, to, to.isEmpty() ? "" : DIGEST, Duration.ofMillis(310));
    }

    @Override
    public synchronized Change rollback(String name, String who) {
        List<String> its = versions.getOrDefault(name, List.of());
        if (its.size() < 2) {
            throw new AntiphonException(Code.NOT_FOUND, "There is nothing before '" + name + "' to go back to");
        }
        orders.add("rollback " + name + " by " + who);
        return change("rollback", name, its.remove(0), its.get(0));
    }

    @Override
    public synchronized Change remove(String name, String who) {
        List<String> its = versions.remove(name);
        if (its == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no bundle '" + name + "'");
        }
        orders.add("remove " + name + " by " + who);
        return change("remove", name, its.get(0), "");
    }
}
