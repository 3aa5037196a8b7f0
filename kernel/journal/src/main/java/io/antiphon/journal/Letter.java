package io.antiphon.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Received;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/** A dead letter ready to be written. */
record Letter(String connection, String origin, String headers, String reason, byte[] hash, byte[] body) {

    /** Of a larger body only so many bytes are kept, and its reason says so. */
    static final int MOST_BYTES = 8 << 20;

    static Letter of(String connection, Received received, String reason) {
        byte[] body = received.body();
        byte[] hash = sha256(body);
        String why = reason;
        if (body.length > MOST_BYTES) {
            why = reason + " (Cut: of " + body.length + " bytes only the first " + MOST_BYTES + " are kept.)";
            body = Arrays.copyOf(body, MOST_BYTES);
        }
        return new Letter(connection, received.origin(), headers(received), why, hash, body);
    }

    private static String headers(Received received) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, String> header : received.headers().entrySet()) {
                out.writeStringField(header.getKey(), header.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
