package io.antiphon.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the launcher script cannot do portably in shell: try a port, and speak HTTP to the server it started.
 *
 * <pre>
 * free  HOST PORT...           exits 0 when every PORT of HOST can be bound, else says which cannot
 * await URL SECONDS PID        exits 0 when URL answers 200, 1 when the time is up, 2 when process PID is gone
 * get   URL TOKENFILE          prints the body
 * put   URL TOKENFILE BODY     prints the body of the answer
 * </pre>
 */
public final class Knock {
    private static final int TIMEOUT_MILLIS = 5_000;

    private Knock() {}

    public static void main(String[] args) throws Exception {
        System.exit(
                switch (args[0]) {
                    case "free" -> free(args[1], Arrays.copyOfRange(args, 2, args.length));
                    case "await" -> await(args[1], Integer.parseInt(args[2]), Long.parseLong(args[3]));
                    case "get" -> ask("GET", args[1], args[2], null);
                    case "put" -> ask("PUT", args[1], args[2], args[3]);
                    default -> throw new IllegalArgumentException(args[0]);
                });
    }

    private static int free(String host, String[] ports) {
        for (String port : ports) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
            } catch (IOException | IllegalArgumentException e) {
                System.err.printf("antiphon: cannot listen on %s port %s: %s%n", host, port, e.getMessage());
                return 1;
            }
        }
        return 0;
    }

    private static int await(String url, int seconds, long pid) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        String answer = "no answer";
        while (System.nanoTime() < end) {
            try {
                HttpURLConnection connection = open("GET", url);
                if (connection.getResponseCode() == 200) {
                    return 0;
                }
                answer = text(connection);
            } catch (IOException e) {
                answer = e.getMessage();
            }
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                return 2;
            }
            Thread.sleep(100);
        }
        System.err.println(answer);
        return 1;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        InputStream in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        try (in) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int ask(String method, String url, String tokenFile, String body) throws IOException {
        HttpURLConnection connection = open(method, url);
        connection.setRequestProperty(
                "Authorization",
                "Bearer " + Files.readString(Path.of(tokenFile)).strip());
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (var out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        boolean good = connection.getResponseCode() < 400;
        (good ? System.out : System.err).print(text(connection));
        System.out.flush();
        return good ? 0 : 1;
    }

    private static HttpURLConnection open(String method, String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }
}
