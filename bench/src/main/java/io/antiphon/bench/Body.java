package io.antiphon.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What clients post: the JSON of signals, in some variants that take turns. ASCII. */
public interface Body {

    /** Messages of 1 KB. */
    Body MESSAGES = new Messages();

    /** How many variants there are. */
    int variants();

    /**
     * One signal.
     *
     * @param id its external id
     * @param customer the number of who gave it
     */
    String signal(int variant, String id, String customer);

    /** What customers say in some languages, about 200 characters, in signals of 1 KB. */
    final class Messages implements Body {
        private static final int PAYLOAD = 1024;
        private static final List<String> TEXTS = Messages.texts();

        @Override
        public int variants() {
            return TEXTS.size();
        }

        @Override
        public String signal(int variant, String id, String customer) {
            String open = "{\"externalId\":\"" + id
                    + "\",\"kind\":\"message\",\"channel\":\"chat\",\"unit\":\"acme/emea/care\","
                    + "\"occurredAt\":\"2026-11-20T10:15:30Z\",\"identities\":[{\"scheme\":\"email\",\"value\":\"customer"
                    + customer
                    + "@example.org\"}],\"text\":\"" + TEXTS.get(variant)
                    + "\",\"attributes\":{\"order\":\"A-4711\",\"country\":\"DE\",\"history\":\"";
            return open + "x".repeat(Math.max(0, PAYLOAD - open.length() - 3)) + "\"}}";
        }

        private static List<String> texts() {
            try (InputStream in = Body.class.getResourceAsStream("messages.txt")) {
                if (in == null) {
                    throw new IOException("no messages.txt");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(Messages::escaped)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String escaped(String text) {
            StringBuilder ascii = new StringBuilder();
            text.chars().forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : String.format("\\u%04x", c)));
            return ascii.toString();
        }
    }
}
