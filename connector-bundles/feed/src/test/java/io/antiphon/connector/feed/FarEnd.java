package io.antiphon.connector.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A web server on loopback that serves one feed, with an entity tag of its content. */
final class FarEnd implements AutoCloseable {

    final Map<String, String> headers = new ConcurrentHashMap<>();
    final List<Integer> answers = new CopyOnWriteArrayList<>();
    final List<String> agents = new CopyOnWriteArrayList<>();
    volatile byte[] content = new byte[0];
    volatile int status = 200;
    volatile boolean zipped;

    private final HttpServer server;

    FarEnd() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/feed", this::serve);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/feed");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/feed";
    }

    void serve(String feed) {
        content = feed.getBytes(StandardCharsets.UTF_8);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            String etag = "\"" + java.util.Arrays.hashCode(content) + "\"";
            boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            int answer = status == 200 && same ? 304 : status;
            answers.add(answer);
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("ETag", etag);
            byte[] body = zipped ? zip(content) : content;
            if (zipped) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            boolean hasBody = answer == 200 && body.length > 0;
            exchange.sendResponseHeaders(answer, hasBody ? body.length : -1);
            if (hasBody) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static String rss(String... items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Shop</title><link>http://x</link>"
                + "<description>d</description><language>en-GB</language>" + String.join("", items)
                + "</channel></rss>";
    }

    static String item(String guid, String title) {
        return "<item><guid>" + guid + "</guid><title>" + title + "</title></item>";
    }
}
