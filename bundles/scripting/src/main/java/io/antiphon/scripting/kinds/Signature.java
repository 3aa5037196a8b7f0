package io.antiphon.scripting.kinds;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a connector's script says that what is pushed at it was signed: {@code export const signature = {header: 'X-Shop-Signature',
 * algorithm: 'sha256', encoding: 'base64', secret: 'secret'}}. Without an algorithm the header holds the secret itself.
 *
 * @param header its name, lower-case
 * @param algorithm of the HMAC over the body; empty if the header holds the secret itself
 * @param base64 whether it is written so; otherwise in hexadecimal
 * @param prefix what stands before it
 * @param secret the setting that holds the secret
 */
record Signature(String header, String algorithm, boolean base64, String prefix, String secret) {

    private static final List<String> KNOWN = List.of("header", "algorithm", "encoding", "prefix", "secret");
    private static final Map<String, String> ALGORITHMS =
            Map.of("none", "", "sha256", "HmacSHA256", "sha512", "HmacSHA512");
    private static final Map<String, Boolean> ENCODINGS = Map.of("hex", false, "base64", true);

    static Signature of(Object declared, ConnectorSpec spec) {
        Shape shape = Shape.of("signature", declared, KNOWN);
        String secret = shape.need("secret");
        Optional<Field> field = spec.field(secret);
        if (field.isEmpty() || !field.get().secret()) {
            throw shape.wrong(
                    "secret", "names the setting '" + secret + "', which `config` does not declare with secret: true");
        }
        return new Signature(
                shape.need("header").toLowerCase(Locale.ROOT),
                shape.oneOf("algorithm", ALGORITHMS, ""),
                shape.oneOf("encoding", ENCODINGS, false),
                shape.text("prefix", ""),
                secret);
    }

    /** What checks it; INVALID if there is no secret, so that no connection is open by mistake. */
    Source.Verifier verifier(Settings settings) {
        byte[] key = settings.text(secret).getBytes(StandardCharsets.UTF_8);
        return request -> {
            String given = request.header(header).orElseThrow(() -> refused("is missing"));
            if (!given.startsWith(prefix)) {
                throw refused("does not begin as it should");
            }
            byte[] expected = algorithm.isEmpty() ? key : mac(key, request.body());
            if (!MessageDigest.isEqual(
                    expected, decoded(given.substring(prefix.length()).strip()))) {
                throw refused(algorithm.isEmpty() ? "is not the secret" : "is not that of the body");
            }
        };
    }

    private byte[] mac(byte[] key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is not available", e);
        }
    }

    private byte[] decoded(String text) {
        if (algorithm.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return base64 ? Base64.getDecoder().decode(text) : HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private AntiphonException refused(String why) {
        return new AntiphonException(
                AntiphonException.Code.UNAUTHENTICATED, "The signature in the header '" + header + "' " + why);
    }
}
