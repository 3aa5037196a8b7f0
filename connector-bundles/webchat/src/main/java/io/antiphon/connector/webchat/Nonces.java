package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.AntiphonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The identity tokens that were shown and have not expired, so that nobody else can show them again, also after a restart. Thread-safe. */
final class Nonces {

    private static final int MOST = 100_000;
    private static final Duration DRIFT = Duration.ofMinutes(1);

    private final Path file;
    private final Clock clock;
    private final Map<String, Use> used = new HashMap<>();
    private int lines;

    private record Use(String visitor, Instant until) {
        ObjectNode json(String nonce) {
            return Json.object().put("nonce", nonce).put("visitor", visitor).put("until", until.toString());
        }
    }

    Nonces(Path file, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        for (String line : Durable.lines(file)) {
            ObjectNode json = Json.object(line.getBytes(StandardCharsets.UTF_8));
            used.put(
                    Json.text(json, "nonce"),
                    new Use(Json.text(json, "visitor"), Instant.parse(Json.text(json, "until"))));
            lines++;
        }
    }

    /** Lets a visitor show a token, once or again; returns when that is durable. UNAUTHENTICATED if another one has shown it. */
    synchronized void use(String nonce, String visitor, Instant until) throws IOException {
        Use before = used.get(nonce);
        if (before != null && !before.visitor().equals(visitor)) {
            throw IdentityTokens.refused("It has been used before");
        }
        if (before != null) {
            return;
        }
        Use now = new Use(visitor, until.plus(DRIFT));
        if (lines >= MOST) {
            tidy();
        }
        Durable.append(file, Json.line(now.json(nonce)));
        used.put(nonce, now);
        lines++;
    }

    private void tidy() throws IOException {
        Instant instant = clock.instant();
        used.values().removeIf(use -> use.until().isBefore(instant));
        if (used.size() >= MOST) {
            throw AntiphonException.busy("Too many sign in at once", Duration.ofMinutes(1));
        }
        Durable.replace(
                file,
                used.entrySet().stream()
                        .map(entry -> Json.line(entry.getValue().json(entry.getKey())))
                        .toList());
        lines = used.size();
    }
}
