package io.antiphon.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The real distribution in a home folder of its own, run through the launcher script on free ports of the loopback
 * interface. Whatever happens, the process is gone when the JVM that made it is.
 */
public final class Distribution implements AutoCloseable {
    private static final Set<Distribution> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(Distribution::close)));
    }

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private boolean keepHome;

    private Distribution(Path home) {
        this.home = home.toAbsolutePath();
        int[] ports = freePorts(2);
        environment.put("ANTIPHON_HOME", this.home.toString());
        environment.put("ANTIPHON_BIND", "127.0.0.1");
        environment.put("ANTIPHON_HTTP_PORT", Integer.toString(ports[0]));
        environment.put("ANTIPHON_SSH_PORT", Integer.toString(ports[1]));
        environment.put("ANTIPHON_JAVA_OPTS", System.getProperty("antiphon.java.opts", ""));
        environment.put("ANTIPHON_JIT", System.getProperty("antiphon.jit", ""));
        LIVE.add(this);
    }

    /** In a new folder, which is deleted on {@link #close}; nothing is started yet. */
    public static Distribution fresh() {
        try {
            return new Distribution(Files.createTempDirectory("antiphon-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a given folder, which is kept; nothing is started yet. */
    public static Distribution in(Path home) {
        Distribution distribution = new Distribution(home);
        distribution.keepHome = true;
        return distribution;
    }

    /**
     * One for all test classes that kill nothing, with the JVM options as shipped, started when first asked for and stopped
     * with the JVM.
     */
    public static Distribution shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        static final Distribution INSTANCE =
                fresh().with("ANTIPHON_JAVA_OPTS", "").withScriptsCompiled().start();
    }

    /** Sets an environment variable for the launcher. */
    public Distribution with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Scripts are compiled, as is usual, though those of other tests are interpreted. */
    public Distribution withScriptsCompiled() {
        return with("ANTIPHON_JIT", "on");
    }

    /** Starts and waits until ready. */
    public Distribution start() {
        Ran ran = launch("start");
        if (ran.exit() != 0) {
            throw new AssertionError("start failed: " + ran + "\n" + log());
        }
        return this;
    }

    /** Stops gracefully. */
    public Distribution stop() {
        Ran ran = launch("stop");
        if (ran.exit() != 0) {
            throw new AssertionError("stop failed: " + ran);
        }
        return this;
    }

    /** Kills the JVM as a power cut would, and returns when it is gone. */
    public Distribution kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        return this;
    }

    /** Runs the launcher script with this home's environment. */
    public Ran launch(String... arguments) {
        return launchWith("", arguments);
    }

    /** The same with something on standard input. */
    public Ran launchWith(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", launcher().toString()));
        command.addAll(List.of(arguments));
        return Ran.run(command, environment, input, Duration.ofMinutes(5));
    }

    /** Runs commands in the administrator's shell and returns what they print. */
    public String shell(String commands) {
        Ran ran = launchWith(commands + "\n", "shell");
        if (ran.exit() != 0) {
            throw new AssertionError("shell failed: " + ran);
        }
        return ran.out();
    }

    /** The recorded process. */
    public ProcessHandle process() {
        return ProcessHandle.of(Long.parseLong(recorded("pid"))).orElseThrow();
    }

    private String recorded(String key) {
        return read(home.resolve("data/antiphon.run"))
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    public Path home() {
        return home;
    }

    public int httpPort() {
        return Integer.parseInt(environment.get("ANTIPHON_HTTP_PORT"));
    }

    public int sshPort() {
        return Integer.parseInt(environment.get("ANTIPHON_SSH_PORT"));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort() + path);
    }

    /** The administrator's token. */
    public String token() {
        return read(home.resolve("etc/admin.token")).strip();
    }

    public String log() {
        Path log = home.resolve("log/antiphon.log");
        return Files.exists(log) ? read(log) : "";
    }

    // ---- HTTP, signed in ----------------------------------------------------------------------------------------

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /** A request with the administrator's token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All metrics by name with labels, as {@code /metrics} prints them. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        for (String line : get("/metrics").body().split("\n")) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                metrics.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
            }
        }
        return metrics;
    }

    // ---- folders ------------------------------------------------------------------------------------------------

    /** Drops a file in {@code deploy/}, whole at once. */
    public Path deploy(Path file) {
        try {
            Path part = home.resolve("data").resolve(file.getFileName() + ".part");
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(
                    part, home.resolve("deploy").resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a connection by its file. */
    public void connect(String id, Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key)
                .append(" = ")
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        try {
            Files.writeString(home.resolve("etc/io.antiphon.connection-" + id + ".cfg"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- waiting ------------------------------------------------------------------------------------------------

    /** Returns when the condition holds; fails with the log if it does not within the time. What cannot be asked yet does not hold yet. */
    public void await(String what, Duration atMost, Callable<Boolean> condition) {
        long begin = System.nanoTime();
        long end = begin + atMost.toNanos();
        Throwable last = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception | AssertionError e) {
                last = e;
            }
            try {
                Thread.sleep(breath(System.nanoTime() - begin));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("not within " + atMost + ": " + what + "\n" + log(), last);
    }

    /** Milliseconds until the next look: the longer it has taken, the rarer, so that looking is no load of its own. */
    private static long breath(long waited) {
        return Math.max(20, Math.min(250, waited / 10_000_000));
    }

    // ---- the end ------------------------------------------------------------------------------------------------

    @Override
    public void close() {
        LIVE.remove(this);
        if (Files.exists(home.resolve("data/antiphon.run")) && launch("stop").exit() != 0) {
            kill();
        }
        if (!keepHome) {
            delete(home);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher script: of the source tree this runs in, or what the system property names. */
    public static Path launcher() {
        String given = System.getProperty("antiphon.launcher");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("antiphon")) && Files.isDirectory(folder.resolve("assembly"))) {
                return folder.resolve("antiphon");
            }
        }
        throw new IllegalStateException(
                "no launcher script above " + Path.of("").toAbsolutePath());
    }

    /** Ports that nobody listens on now. */
    public static int[] freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            int[] ports = new int[count];
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports[i] = socket.getLocalPort();
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
