package io.antiphon.connector.webchat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is kept for each connection, in a folder of its own, so that its door and its sink meet. Thread-safe. */
final class Chats {

    private final Path folder;
    private final Clock clock;
    private final Map<String, Chat> all = new ConcurrentHashMap<>();

    Chats(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Chat of(String connection) {
        if (!connection.matches("[a-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("connection: lower-case letters, digits, '_' or '-'");
        }
        return all.computeIfAbsent(connection, id -> {
            try {
                return Chat.in(folder.resolve(id), clock);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The folder of the chat '" + id + "' cannot be used: " + e.getMessage(), e);
            }
        });
    }
}
