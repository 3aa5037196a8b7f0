package io.antiphon.itests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A web site of somebody else, on a port of its own, that embeds a chat and trusts nobody else: a strict content security policy. */
final class EmbeddingSite implements AutoCloseable {

    private final HttpServer server;

    EmbeddingSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Puts the chat's script tag on all pages. */
    void embed(URI widget) {
        String host = "http://" + widget.getAuthority();
        String policy = "default-src 'none'; script-src " + host + "; connect-src " + host
                + "; require-trusted-types-for 'script'";
        byte[] page = ("<!doctype html><html lang=\"en\"><head><title>A shop</title><link rel=\"icon\" href=\"data:,\">"
                        + "<script src=\"" + widget + "\" async></script></head>"
                        + "<body><main><h1>A shop</h1><p>Things to buy.</p></main></body></html>")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy + "; img-src data:");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }

    URI page() {
        return URI.create(origin() + "/orders?token=secret");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
