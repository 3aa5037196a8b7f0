package io.antiphon.connector.webchat;

import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The window's script, as every site may load it. */
final class Widget {

    /** Its rooms; one after the other they are the script. */
    private static final List<String> FILES =
            List.of("words", "memory", "server", "sight", "hearing", "speaking", "page");

    private static final byte[] SCRIPT = script();
    private static final String TAG = "\""
            + HexFormat.of().formatHex(Hmac.of(new byte[1], new String(SCRIPT, StandardCharsets.UTF_8)), 0, 12) + "\"";

    private Widget() {}

    private static byte[] script() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        FILES.forEach(name -> whole.writeBytes(read("widget/" + name + ".js")));
        return whole.toByteArray();
    }

    private static byte[] read(String file) {
        try (InputStream in = Widget.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The bundle has no " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Response answer(Request request) {
        Map<String, String> headers = Map.of(
                "content-type", "text/javascript;charset=utf-8",
                "cross-origin-resource-policy", "cross-origin",
                "access-control-allow-origin", "*",
                "cache-control", "public, max-age=60",
                "etag", TAG);
        boolean known =
                request.header("if-none-match").filter(tag -> tag.contains(TAG)).isPresent();
        return known ? new Response(304, headers, "") : new Response(200, headers, SCRIPT);
    }
}
