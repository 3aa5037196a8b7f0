package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.Action;
import io.antiphon.spi.Response;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryEventStream;
import io.antiphon.tck.MemoryKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A web site with a chat in it, and its visitors' browsers. */
final class Site implements AutoCloseable {

    static final String ORIGIN = "https://www.example.org";
    static final String SECRET = "a-secret-of-at-least-32-characters";
    static final Map<String, String> SETTINGS =
            Map.of("origins", ORIGIN, "identity-secret", SECRET, "subject-scheme", "customer");

    final MemoryKernel kernel = new MemoryKernel();
    final WebchatConnector connector;
    private MemoryConnection connection;

    Site(Path folder) {
        this(folder, SETTINGS);
    }

    Site(Path folder, Map<String, String> settings) {
        connector = new WebchatConnector(folder, kernel.clock());
        connection = kernel.connect("chat", connector, settings);
    }

    MemoryConnection connection() {
        return connection;
    }

    /** As after a restart of the server: another connector, of which only the folder is the same. */
    void restart(Path folder) {
        connection.close();
        connection = kernel.connect("chat", new WebchatConnector(folder, kernel.clock()), SETTINGS);
    }

    static Map<String, String> headers(String token) {
        Map<String, String> headers = new HashMap<>(Map.of("origin", ORIGIN));
        if (!token.isEmpty()) {
            headers.put("authorization", "Bearer " + token);
        }
        return headers;
    }

    Response ask(String method, String path, String token, String body) throws Exception {
        return connection.ask(method, path, headers(token), body);
    }

    static ObjectNode json(Response response) {
        return Json.object(String.valueOf(response.body()).getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a session; its token. */
    String visit() throws Exception {
        return Json.text(json(ask("POST", "session", "", "{}")), "token");
    }

    static String id(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    Response write(String token, String id, String text) throws Exception {
        return ask(
                "POST",
                "messages",
                token,
                Json.line(Json.object().put("id", id).put("text", text).put("language", "de-DE")));
    }

    MemoryEventStream listen(String token, String after) throws Exception {
        Map<String, String> headers = headers(token);
        if (!after.isEmpty()) {
            headers.put("last-event-id", after);
        }
        return connection.listen("events", headers);
    }

    /** The messages a listener was sent, each as {@code number from: text}. */
    static List<String> messages(MemoryEventStream stream) {
        return stream.sent().stream()
                .filter(sent -> sent.startsWith("message/"))
                .map(sent -> Json.object(sent.substring(sent.indexOf('{')).getBytes(StandardCharsets.UTF_8)))
                .map(json -> Json.text(json, "n") + " " + Json.text(json, "from") + ": " + Json.text(json, "text"))
                .toList();
    }

    static Action reply(String conversation, String id, String text) {
        return new Action(id, "reply", "chat", null, conversation, null, text, null, Map.of());
    }

    /** A token as a site's server signs it. */
    static String signed(String header, ObjectNode claims, String secret) {
        String parts = base64(header) + "." + base64(Json.line(claims));
        return parts + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Hmac.of(secret.getBytes(StandardCharsets.UTF_8), parts));
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String identity(String subject, String nonce) {
        return signed(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                Json.object()
                        .put("sub", subject)
                        .put("email", subject + "@example.org")
                        .put("name", "Ada " + subject)
                        .put("nonce", nonce)
                        .put("exp", kernel.clock().instant().getEpochSecond() + 120),
                SECRET);
    }

    Response identify(String token, String identity) throws Exception {
        return ask("POST", "identify", token, Json.line(Json.object().put("token", identity)));
    }

    @Override
    public void close() {
        connection.close();
    }
}
