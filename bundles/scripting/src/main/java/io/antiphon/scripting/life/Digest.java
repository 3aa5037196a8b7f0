package io.antiphon.scripting.life;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Names exactly what decides what a script does. */
final class Digest {

    private static final int SHOWN = 12;

    private Digest() {}

    /** The first 12 hexadecimal digits of the SHA-256 of some maps of texts. */
    @SafeVarargs
    static String of(String file, Map<String, String>... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, file);
            for (Map<String, String> part : parts) {
                add(digest, Integer.toString(part.size()));
                new TreeMap<>(part).forEach((name, text) -> {
                    add(digest, name);
                    add(digest, text);
                });
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
    }
}
