package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.http.people.Passwords;
import io.antiphon.http.people.Register;
import io.antiphon.http.people.Sessions;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import io.antiphon.tck.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ServerConnector;

/** The front door in a real Jetty on a free port, with a kernel in memory behind it. */
final class Server implements AutoCloseable {

    static final String TOKEN = "a-token-of-the-tests";
    static final String PASSWORD = "correct horse battery";

    private static final Events.Rhythm RHYTHM = new Events.Rhythm(
            Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofSeconds(2));

    private final Kernel kernel = new Kernel();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final org.eclipse.jetty.server.Server jetty = new org.eclipse.jetty.server.Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final Path folder;
    private final Path tokenFile;
    private final SettableClock clock = SettableClock.at(java.time.Instant.now());
    private final Register register;
    private final Sessions sessions;
    private final Room room;
    private final Hold hold;

    Server() {
        this(Limits.DEFAULT);
    }

    Server(Limits limits) {
        this(limits, 64L << 20, 32);
    }

    Server(Limits limits, long budget, int mostWaiting) {
        this(limits, budget, mostWaiting, Hold.USUAL);
    }

    /** One that holds requests for so long. */
    static Server holding(Duration time) {
        return new Server(Limits.DEFAULT, 64L << 20, 32, time);
    }

    private Server(Limits limits, long budget, int mostWaiting, Duration time) {
        hold = Hold.of(time);
        try {
            folder = Files.createTempDirectory("antiphon-http");
            tokenFile = folder.resolve("admin.token");
            Files.writeString(tokenFile, TOKEN + "\n");
            register = new Register(folder.resolve("people.json"));
            sessions = new Sessions(folder.resolve("sessions.json"), clock);
            Gate gate = new Gate(Token.in(tokenFile), register, sessions, new Passwords(4));
            FrontDoor door = new FrontDoor(gate, new Bodies(budget, mostWaiting), "127.0.0.1", limits);
            room = new Room(kernel, door, RHYTHM, hold, "1.2.3");
            kernel.put(io.antiphon.spi.Plugins.class, room.extensions());
            kernel.put(io.antiphon.spi.Vitals.class, new DoorVitals(room));
            kernel.put(io.antiphon.spi.Vitals.class, new Process());
            connector.setHost("127.0.0.1");
            connector.setIdleTimeout(5_000);
            jetty.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler("/");
            ServletHolder holder = new ServletHolder(room.door());
            holder.setAsyncSupported(true);
            context.addServlet(holder, "/*");
            jetty.setHandler(context);
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start", e);
        }
    }

    /** Limits with what a test is about. */
    static Limits limits(int bodyBytes, int signals, int requestsPerSecond, int eventClients) {
        return new Limits(bodyBytes, signals, requestsPerSecond, eventClients, Duration.ofSeconds(1), List.of());
    }

    Kernel kernel() {
        return kernel;
    }

    Room room() {
        return room;
    }

    Hold hold() {
        return hold;
    }

    /** Where the test's files are. */
    Path folder() {
        return folder;
    }

    /** By which sessions grow old. */
    SettableClock clock() {
        return clock;
    }

    Path tokenFile() {
        return tokenFile;
    }

    /** Lets connections that are made from now on be silent for so long. */
    void idle(Duration time) {
        connector.setIdleTimeout(time.toMillis());
    }

    int port() {
        return connector.getLocalPort();
    }

    /** The signal at an offset of the journal. */
    Signal heard(long offset) {
        return ((Entry.Heard) kernel.memory().journal().get(Position.of(offset)).orElseThrow()).signal();
    }

    /** Asserts that the journal is empty. */
    void heardNothing() {
        assertEquals(Position.START, kernel.memory().journal().end());
    }

    /** A request with the token. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + TOKEN);
    }

    /** A request with another token. */
    HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    /** Lets somebody in and gives a token of theirs. */
    String hire(String name, String role, String... units) {
        String list = units.length == 0 ? "" : "\"" + String.join("\",\"", units) + "\"";
        post(
                        "/api/people",
                        "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"units\":[" + list + "],\"password\":\""
                                + PASSWORD + "\"}")
                .is(201);
        return (String) post("/api/people/" + name + "/tokens", "{\"label\":\"test\"}")
                .is(201)
                .at("token");
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return post(path, "application/json", json);
    }

    Answer post(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Answer post(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An open connection for what no HTTP client would send. */
    Socket socket() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port()), 5_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        try {
            room.close();
            jetty.stop();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop", e);
        }
    }
}
