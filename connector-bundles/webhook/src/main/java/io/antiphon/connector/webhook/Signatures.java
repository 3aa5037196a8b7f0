package io.antiphon.connector.webhook;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Request;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks that a request was signed by who knows the secret. Compares in constant time. */
final class Signatures {

    static final String NONE = "none";
    static final String STANDARD = "standard-webhooks";

    private static final String STANDARD_SECRET = "whsec_";
    private static final long MOST_SECONDS = 100_000_000_000L;

    private Signatures() {}

    /** The verifier that the settings ask for; INVALID if they lack something, so that no connection is open by mistake. */
    static Source.Verifier verifier(Settings settings, Clock clock) {
        List<Problem> problems = problems(settings).stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
        if (!problems.isEmpty()) {
            throw new AntiphonException(Code.INVALID, problems.get(0).toString());
        }
        return switch (settings.find("signature").orElse(NONE)) {
            case NONE -> Source.Verifier.NONE;
            case STANDARD -> standard(settings, clock);
            default -> hmac(settings, clock);
        };
    }

    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        String signature = settings.find("signature").orElse(NONE);
        if (signature.equals(NONE)) {
            problems.add(Problem.warning(
                    "signature", "Everybody who knows the address can push signals.", "Choose a signature."));
            return problems;
        }
        if (!settings.has("secret")) {
            problems.add(Problem.error("secret", "A signature needs a secret.", "Give the one the sender uses."));
        } else if (signature.equals(STANDARD)
                && decoded(settings.text("secret")).isEmpty()) {
            problems.add(
                    Problem.error("secret", "The secret is not whsec_ and Base64.", "Copy it as the sender shows it."));
        }
        if (!signature.equals(STANDARD) && !settings.has("header")) {
            problems.add(Problem.error("header", "A signature needs its header's name.", "For example: X-Signature"));
        }
        if (settings.find("signed").orElse("").contains("{timestamp}") && !settings.has("timestampHeader")) {
            problems.add(Problem.error(
                    "timestampHeader", "What is signed contains a timestamp, whose header is not named.", "Name it."));
        }
        return problems;
    }

    private static Optional<byte[]> decoded(String secret) {
        String base64 = secret.startsWith(STANDARD_SECRET) ? secret.substring(STANDARD_SECRET.length()) : secret;
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(key -> key.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Source.Verifier hmac(Settings settings, Clock clock) {
        SecretKeySpec key = key(settings.text("secret").getBytes(StandardCharsets.UTF_8));
        String header = settings.text("header").toLowerCase(Locale.ROOT);
        String timestampHeader = settings.find("timestampHeader").orElse("").toLowerCase(Locale.ROOT);
        String prefix = settings.find("prefix").orElse("");
        boolean hex = settings.find("encoding").orElse("hex").equals("hex");
        Duration tolerance = settings.duration("tolerance");
        String signed = settings.find("signed").orElse(timestampHeader.isEmpty() ? "{body}" : "{timestamp}.{body}");
        int body = signed.indexOf("{body}");
        return request -> {
            String timestamp = timestampHeader.isEmpty() ? "" : required(request, timestampHeader);
            if (!timestampHeader.isEmpty()) {
                assertFresh(timestamp, timestampHeader, tolerance, clock);
            }
            String given = required(request, header).strip();
            byte[] expected = mac(
                    key,
                    signed.substring(0, body).replace("{timestamp}", timestamp),
                    request.body(),
                    signed.substring(body + "{body}".length()).replace("{timestamp}", timestamp));
            String signature = given.startsWith(prefix) ? given.substring(prefix.length()) : "";
            if (!MessageDigest.isEqual(expected, decode(signature, hex))) {
                throw refused("The signature in the header '" + header + "' is not that of the body");
            }
        };
    }

    private static byte[] decode(String signature, boolean hex) {
        try {
            return hex
                    ? HexFormat.of().parseHex(signature.toLowerCase(Locale.ROOT))
                    : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Source.Verifier standard(Settings settings, Clock clock) {
        SecretKeySpec key = key(decoded(settings.text("secret")).orElseThrow());
        Duration tolerance = settings.duration("tolerance");
        return request -> {
            String id = required(request, "webhook-id");
            String timestamp = required(request, "webhook-timestamp");
            assertFresh(timestamp, "webhook-timestamp", tolerance, clock);
            byte[] expected = mac(key, id + "." + timestamp + ".", request.body(), "");
            boolean genuine = Stream.of(required(request, "webhook-signature").split("\\s+"))
                    .filter(signature -> signature.startsWith("v1,"))
                    .map(signature -> decode(signature.substring("v1,".length()), false))
                    .reduce(false, (found, one) -> found | MessageDigest.isEqual(expected, one), (a, b) -> a | b);
            if (!genuine) {
                throw refused("No signature in the header 'webhook-signature' is that of the body");
            }
        };
    }

    private static void assertFresh(String timestamp, String header, Duration tolerance, Clock clock) {
        if (!timestamp.matches("\\d{1,15}")) {
            throw refused("The header '" + header + "' holds no time in seconds or milliseconds since 1970");
        }
        long number = Long.parseLong(timestamp);
        Instant sent = number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        if (Duration.between(sent, clock.instant()).abs().compareTo(tolerance) > 0) {
            throw refused("The request was sent at " + sent + ", which differs from now by more than " + tolerance);
        }
    }

    private static String required(Request request, String header) {
        return request.header(header).orElseThrow(() -> refused("The header '" + header + "' is missing"));
    }

    private static AntiphonException refused(String why) {
        return new AntiphonException(Code.UNAUTHENTICATED, why);
    }

    private static SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    private static byte[] mac(SecretKeySpec key, String before, byte[] body, String after) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            mac.update(body);
            return mac.doFinal(after.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AntiphonException(Code.BROKEN, "This Java has no HmacSHA256", e);
        }
    }
}
