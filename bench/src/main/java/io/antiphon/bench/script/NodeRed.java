package io.antiphon.bench.script;

import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Node-RED with one flow: HTTP in, a function that decides, HTTP response. No editor, no log of requests, production mode.
 * Installed by npm into a folder of the build's.
 */
final class NodeRed implements AutoCloseable {

    /** Where the flow listens. */
    static final String PATH = "/decide";

    private static final Duration INSTALLING = Duration.ofMinutes(5);
    private static final Duration STARTING = Duration.ofMinutes(1);
    /** The first version of Node.js that Node-RED 5 runs on. */
    private static final int NODE_OF_FIVE = 23;

    private final Path folder;
    private final Process process;
    private final int port;

    private NodeRed(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Installs it if need be, and starts it.
     *
     * @throws IOException if it is not to be had; says why in one line
     */
    static NodeRed start(Path folder) throws IOException, InterruptedException {
        Path program = folder.resolve("node_modules/node-red/red.js");
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) { // what npm writes last
            install(folder);
        }
        int port = Distribution.freePorts(1)[0];
        Files.writeString(folder.resolve("settings.js"), settings(port));
        Files.writeString(folder.resolve("flows.json"), flows());
        ProcessBuilder builder = new ProcessBuilder(
                "node", program.toString(), "--userDir", folder.toString(), "--settings", folder + "/settings.js");
        builder.environment().put("NODE_ENV", "production");
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("node-red.log").toFile());
        NodeRed started = new NodeRed(folder, builder.start(), port);
        try {
            started.await();
        } catch (IOException e) {
            started.close();
            throw e;
        }
        return started;
    }

    private static void install(Path folder) throws IOException {
        String node = run(Duration.ofSeconds(30), "node", "--version").strip();
        int major = Integer.parseInt(node.substring(1, node.indexOf('.')));
        String version = major >= NODE_OF_FIVE ? "5" : "4";
        System.out.println("installing Node-RED " + version + " for Node.js " + node);
        run(
                INSTALLING,
                "npm",
                "install",
                "--prefix",
                folder.toString(),
                "--no-audit",
                "--no-fund",
                "--omit=dev",
                "--ignore-scripts",
                "node-red@" + version);
    }

    private static String run(Duration atMost, String... command) throws IOException {
        Ran ran;
        try {
            ran = Ran.run(List.of(command), Map.of(), "", atMost);
        } catch (UncheckedIOException | AssertionError e) {
            throw new IOException(
                    command[0] + ": " + e.getMessage().lines().findFirst().orElse("does not run"), e);
        }
        if (ran.exit() != 0) {
            throw new IOException(
                    String.join(" ", command) + ": " + ran.err().strip().lines().reduce("", (a, b) -> b));
        }
        return ran.out();
    }

    private static String settings(int port) {
        return """
                module.exports = {
                  uiPort: %d, uiHost: "127.0.0.1", httpAdminRoot: false, flowFile: "flows.json", credentialSecret: false,
                  telemetry: { enabled: false }, diagnostics: { enabled: false, ui: false },
                  logging: { console: { level: "warn", metrics: false, audit: false } },
                };
                """.formatted(port);
    }

    private static String flows() {
        return """
                [{"id":"t1","type":"tab","label":"bench"},
                 {"id":"n1","type":"http in","z":"t1","url":"%s","method":"post","upload":false,"x":1,"y":1,"wires":[["n2"]]},
                 {"id":"n2","type":"function","z":"t1","func":"%s","outputs":1,"x":2,"y":1,"wires":[["n3"]]},
                 {"id":"n3","type":"http response","z":"t1","statusCode":"","headers":{},"x":3,"y":1,"wires":[]}]
                """.formatted(PATH, escaped(Texts.FUNCTION));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + STARTING.toNanos();
        while (true) {
            try {
                decide("{}");
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("Node-RED does not start; see " + folder.resolve("node-red.log"), e);
                }
                Thread.sleep(100);
            }
        }
    }

    /** What the flow answers. */
    String decide(String order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
                .version(HttpClient.Version.HTTP_1_1) // an offer to upgrade is answered by hanging up
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        return answer.body();
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Its version and that of Node.js. */
    String versions() throws IOException {
        String text = Files.readString(folder.resolve("node_modules/node-red/package.json"));
        String version = text.replaceAll("(?s).*\"version\": *\"([^\"]*)\".*", "$1");
        return "Node-RED " + version + " on Node.js "
                + run(Duration.ofSeconds(30), "node", "--version").strip();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
