package io.antiphon.connector.webchat;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Request;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Gives visitors their ids, and tokens that prove an id without anything being kept for it. */
final class Visitors {

    private static final int ID_BYTES = 16;
    private static final String BEARER = "bearer ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    /**
     * A visitor.
     *
     * @param id random, 32 hex digits; also the name of the conversation
     * @param token proves that the id was given to who shows it
     */
    record Visitor(String id, String token) {}

    Visitors(byte[] key) {
        this.key = key.clone();
    }

    static boolean isId(String text) {
        return text.length() == 2 * ID_BYTES
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    Visitor create() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return visitor(HexFormat.of().formatHex(id));
    }

    private Visitor visitor(String id) {
        byte[] proof = Hmac.of(key, "visitor:" + id);
        return new Visitor(
                id, id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(proof));
    }

    /** Who shows a token of ours; empty if nobody does. Compares in constant time. */
    Optional<Visitor> of(Request request) {
        String header = request.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = header.substring(BEARER.length()).strip();
        int dot = token.indexOf('.');
        if (dot < 0 || !isId(token.substring(0, dot))) {
            return Optional.empty();
        }
        Visitor visitor = visitor(token.substring(0, dot));
        return MessageDigest.isEqual(utf8(visitor.token()), utf8(token)) ? Optional.of(visitor) : Optional.empty();
    }

    /** The same, or UNAUTHENTICATED. */
    Visitor need(Request request) {
        return of(request)
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.UNAUTHENTICATED, "That is no visitor's token; begin a session"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
