package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.AntiphonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The conversations of a connection, each in a file of its own. One thread at a time for a conversation. */
final class Histories {

    static final int MOST = 100_000;
    private static final String SUFFIX = ".jsonl";

    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();

    Histories(Path folder) throws IOException {
        this.folder = Durable.folder(folder);
        try (Stream<Path> files = files()) {
            count.set((int) files.count());
        }
    }

    private Path file(String conversation) {
        if (!Visitors.isId(conversation)) {
            throw new IllegalArgumentException("conversation: 32 hex digits");
        }
        return shelf(conversation).resolve(conversation + SUFFIX);
    }

    private Path shelf(String conversation) {
        return folder.resolve(conversation.substring(0, 2));
    }

    private Stream<Path> files() throws IOException {
        return Files.walk(folder, 2).filter(file -> file.toString().endsWith(SUFFIX));
    }

    boolean has(String conversation) {
        return Visitors.isId(conversation) && Files.exists(file(conversation));
    }

    /** A conversation as it is now; empty if nothing is kept of it. */
    Conversation read(String conversation) throws IOException {
        Conversation read = new Conversation();
        for (String line : Durable.lines(file(conversation))) {
            read.read(Json.object(line.getBytes(StandardCharsets.UTF_8)));
        }
        return read;
    }

    /** BUSY if no further conversation is kept. */
    void admit(String conversation) {
        if (!has(conversation) && count.get() >= MOST) {
            throw AntiphonException.busy("This chat keeps " + MOST + " conversations already", Duration.ofMinutes(1));
        }
    }

    /**
     * Appends to a conversation; returns when that is durable.
     *
     * @param now the conversation with the line in it
     */
    void append(String conversation, ObjectNode line, Conversation now) throws IOException {
        Path file = file(conversation);
        boolean isNew = !Files.exists(file);
        Durable.folder(shelf(conversation));
        if (now.isTooLong()) {
            Durable.replace(file, now.shortened().stream().map(Json::line).toList());
        } else {
            Durable.append(file, Json.line(line));
        }
        if (isNew) {
            count.incrementAndGet();
        }
    }

    /** The conversations that are kept. */
    List<String> ids() throws IOException {
        try (Stream<Path> files = files()) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(Visitors::isId)
                    .toList();
        }
    }

    /** Deletes a conversation if nothing was said in it since. */
    void forget(String conversation, Instant since) throws IOException {
        Path file = file(conversation);
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(since) && Files.deleteIfExists(file)) {
                count.decrementAndGet();
            }
        } catch (NoSuchFileException e) {
            // it is gone already
        }
    }
}
