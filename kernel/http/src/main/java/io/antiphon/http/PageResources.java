package io.antiphon.http;

import static io.antiphon.http.Route.api;
import static io.antiphon.http.Route.open;

import io.antiphon.spi.Page;
import io.antiphon.spi.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The console: its shell at {@code /} and at every address of its own, its files and those of all pages under {@code /ui}. */
final class PageResources {

    private static final String CONSOLE = "console";
    private static final List<String> NOT_THE_CONSOLE =
            List.of("/api", "/ui", "/hooks", "/health", "/metrics", "/favicon.ico", "/robots.txt");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("mjs", "text/javascript;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("md", "text/plain;charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"));

    private final Extensions extensions;
    private final Services services;

    PageResources(Extensions extensions, Services services) {
        this.extensions = extensions;
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                open("GET", "/", exchange -> file(exchange, CONSOLE, "index.html"))
                        .tells("The console.")
                        .gives(200, "text/html"),
                open(
                                "GET",
                                "/ui/{page}/{file…}",
                                exchange -> file(exchange, exchange.parameter("page"), exchange.parameter("file")))
                        .tells("A file of a page: code and style, never data.")
                        .gives(200, "*/*"),
                api("GET", "/api/pages", this::list)
                        .least(Role.VIEWER)
                        .tells("The pages of the console for the role of who asks, in the order of the navigation.")
                        .gives(200, "PagePage"));
    }

    /** Answers an address that no route has: the console's shell for a browser, else 404, or 503 while more may come. */
    Route otherwise() {
        return open("GET", "/{address…}", exchange -> {
            if (!isConsoles(exchange)) {
                throw nothing("There is nothing at " + Problems.shown(exchange.path()));
            }
            file(exchange, CONSOLE, "index.html");
        });
    }

    private Refusal nothing(String what) {
        return services.areBegun()
                ? Refusal.notFound(what + ".")
                : Refusal.later(503, what + " yet; bundles are still being started.", Services.AWAY);
    }

    private static boolean isConsoles(Exchange exchange) {
        HttpServletRequest request = exchange.request();
        String accept = request.getHeader("Accept");
        String method = request.getMethod();
        String path = exchange.path();
        return (method.equals("GET") || method.equals("HEAD"))
                && accept != null
                && accept.contains("text/html")
                && NOT_THE_CONSOLE.stream().noneMatch(p -> path.equals(p) || path.startsWith(p + "/"));
    }

    private void list(Exchange exchange) throws IOException {
        List<Page> pages = extensions.pages().stream()
                .filter(page ->
                        !page.title().isEmpty() && exchange.person().role().includes(page.role()))
                .sorted(Comparator.comparingInt(Page::order).thenComparing(Page::name))
                .toList();
        exchange.json(
                200,
                json -> Json.page(
                        json,
                        pages,
                        (j, page) -> {
                            j.writeStartObject();
                            Json.field(j, "name", page.name());
                            Json.field(j, "title", page.title());
                            j.writeNumberField("order", page.order());
                            Json.field(j, "module", page.module());
                            Json.field(j, "header", page.header());
                            j.writeStringField("role", page.role().word());
                            j.writeEndObject();
                        },
                        null));
    }

    private void file(Exchange exchange, String name, String file) throws IOException {
        Optional<byte[]> found = isRelative(file) ? extensions.file(name, file) : Optional.empty();
        byte[] bytes = found.orElseThrow(
                () -> nothing("The page '" + Problems.shown(name) + "' has no file " + Problems.shown(file)));
        HttpServletResponse response = exchange.response();
        String tag = "\"" + hash(bytes) + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Content-Security-Policy", SecurityHeaders.PAGE_POLICY);
        if (isKnown(exchange.request().getHeader("If-None-Match"), tag)) {
            exchange.empty(304);
        } else {
            String extension = file.substring(file.lastIndexOf('.') + 1);
            exchange.bytes(200, TYPES.getOrDefault(extension, "application/octet-stream"), bytes);
        }
    }

    private static boolean isRelative(String file) {
        boolean plain = !file.isEmpty()
                && !file.startsWith("/")
                && file.chars().noneMatch(c -> c == '\\' || c == ':' || c < ' ');
        return plain && List.of(file.split("/", -1)).stream().noneMatch(p -> p.isEmpty() || p.startsWith("."));
    }

    private static boolean isKnown(@Nullable String header, String tag) {
        return header != null && (header.contains(tag) || header.strip().equals("*"));
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
