package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.AntiphonException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Reads the short-lived tokens by which a site says who its visitor is: JSON Web Tokens signed with HS256, and no others. */
final class IdentityTokens {

    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration DRIFT = Duration.ofSeconds(30);
    private static final int MOST_TOKEN = 8_192;
    private static final int MOST_SUBJECT = 200;
    private static final int MOST_EMAIL = 254;
    private static final int MOST_NAME = 200;

    private final byte[] secret;
    private final Clock clock;

    /**
     * What a token says.
     *
     * @param nonce used once
     * @param until when the token expires
     */
    record Claims(Person person, String nonce, Instant until) {}

    IdentityTokens(String secret, Clock clock) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** What a genuine token says that is valid now; UNAUTHENTICATED if it is neither, saying what is wrong. */
    Claims read(String token) {
        String[] parts = token.length() > MOST_TOKEN ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            throw refused("It is no JSON Web Token of three parts");
        }
        JsonNode header = part(parts[0]);
        if (!Json.text(header, "alg").equals("HS256") || header.has("crit")) {
            throw refused("Its algorithm is not HS256");
        }
        byte[] expected = Hmac.of(secret, parts[0] + "." + parts[1]);
        if (!MessageDigest.isEqual(expected, decoded(parts[2]))) {
            throw refused("Its signature is wrong");
        }
        return claims(part(parts[1]));
    }

    private Claims claims(JsonNode payload) {
        Instant now = clock.instant();
        if (!payload.path("exp").isIntegralNumber()) {
            throw refused("It has no 'exp' in seconds since 1970");
        }
        Instant until = instant(payload.path("exp").asLong());
        if (!now.minus(DRIFT).isBefore(until)) {
            throw refused("It has expired");
        }
        if (until.isAfter(now.plus(LONGEST).plus(DRIFT))) {
            throw refused("It is valid for more than " + LONGEST.toMinutes() + " minutes");
        }
        String nonce = payload.has("nonce") ? Json.text(payload, "nonce") : Json.text(payload, "jti");
        if (!nonce.matches("[A-Za-z0-9._~+/=-]{8,128}")) {
            throw refused("Its 'nonce' is not 8 to 128 letters and digits");
        }
        String email = bounded(payload, "email", MOST_EMAIL);
        if (!email.isEmpty() && !email.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")) {
            throw refused("Its 'email' is no address");
        }
        String subject = bounded(payload, "sub", MOST_SUBJECT);
        if (subject.isEmpty()) {
            throw refused("It has no 'sub'");
        }
        return new Claims(new Person(subject, email, bounded(payload, "name", MOST_NAME), now), nonce, until);
    }

    private static Instant instant(long seconds) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(seconds, 1L << 40)));
    }

    private static String bounded(JsonNode payload, String name, int most) {
        String value = Words.clean(Json.text(payload, name)).strip();
        if (value.length() > most) {
            throw refused("Its '" + name + "' has more than " + most + " characters");
        }
        return value;
    }

    private static ObjectNode part(String base64) {
        try {
            return Json.object(decoded(base64));
        } catch (IllegalArgumentException e) {
            throw refused("A part of it is no JSON object in Base64");
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused("A part of it is not Base64 for URLs");
        }
    }

    static AntiphonException refused(String why) {
        return new AntiphonException(
                AntiphonException.Code.UNAUTHENTICATED, "The identity token is not accepted. " + why);
    }
}
