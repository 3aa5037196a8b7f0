package io.antiphon.connector.webhookout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of webhooks on this machine: verifies signatures by itself, and does each id once. */
final class Receiver implements AutoCloseable {

    /** A request as it came. */
    record Came(String path, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.get(name).get(0);
        }
    }

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    final List<Came> came = new CopyOnWriteArrayList<>();
    final Set<String> done = ConcurrentHashMap.newKeySet();
    final CountDownLatch end = new CountDownLatch(1);
    volatile String secret = SECRET;
    volatile int status = 200;
    volatile String answer = "";
    volatile Map<String, String> headers = Map.of();
    volatile boolean silent;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?of=us";
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Came it = new Came(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body);
        came.add(it);
        if (silent) {
            try {
                end.await();
            } catch (InterruptedException e) {
                return;
            }
        }
        boolean genuine = List.of(it.header("Webhook-signature").split(" ")).contains(expected(it));
        int status = new String(body, StandardCharsets.UTF_8).contains("nobody there") ? 422 : this.status;
        if (genuine && status == 200) {
            done.add(it.header("Webhook-id"));
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] told = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(genuine ? status : 401, told.length == 0 ? -1 : told.length);
        exchange.getResponseBody().write(told);
        exchange.close();
    }

    private String expected(Came it) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            mac.update((it.header("Webhook-id") + '.' + it.header("Webhook-timestamp") + '.')
                    .getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(it.body()));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
