package io.antiphon.connector.webhookout;

import io.antiphon.spi.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks has it, with each of its secrets. */
final class Signer {

    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int MOST = 4;

    private final List<SecretKeySpec> keys;

    private Signer(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    static Signer of(String secrets) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String secret : secrets.split("\\s+")) {
            decoded(secret).ifPresent(bytes -> keys.add(new SecretKeySpec(bytes, HMAC)));
        }
        return new Signer(List.copyOf(keys));
    }

    /** What is wrong with secrets; never says what they are. */
    static List<Problem> problems(String secrets) {
        String[] each = secrets.split("\\s+");
        if (each.length > MOST) {
            return List.of(Problem.error("secret", "There are more than " + MOST + " secrets.", "Two are enough."));
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < each.length; i++) {
            String which = each.length == 1 ? "The secret" : "Secret " + (i + 1);
            Optional<byte[]> bytes = decoded(each[i]);
            if (bytes.isEmpty()) {
                problems.add(Problem.error(
                        "secret", which + " is not whsec_ and Base64.", "Copy it as the receiver shows it."));
            } else if (bytes.get().length < SHORTEST || bytes.get().length > LONGEST) {
                problems.add(Problem.warning(
                        "secret",
                        which + " has " + bytes.get().length + " bytes; 24 to 64 are usual.",
                        "Make one: echo whsec_$(openssl rand -base64 32)"));
            }
        }
        return problems;
    }

    private static Optional<byte[]> decoded(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(secret.substring(PREFIX.length())))
                    .filter(key -> key.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The header's value: a signature for each secret. */
    String sign(String id, long seconds, byte[] body) {
        return keys.stream()
                .map(key -> "v1," + signature(key, id, seconds, body))
                .collect(Collectors.joining(" "));
    }

    private static String signature(SecretKeySpec key, String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + HMAC, e);
        }
    }
}
