package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Dovecot and Exim as Debian has them, without privileges, on free ports, with one mailbox for us and one for customers. */
final class MailServers implements AutoCloseable {

    static final String USER = "care@shop.example";
    static final String CUSTOMER = "customer@home.example";
    static final String PASSWORD = "correct-horse";

    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Path EXIM = Path.of("/usr/sbin/exim4");
    private static final String PACKAGES = "dovecot-imapd exim4-daemon-light";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final boolean isRoot = System.getProperty("user.name").equals("root");
    private final int[] ports = Distribution.freePorts(3);
    private Process dovecot;
    private final Process exim;
    private int delivered;

    /** Starts both. */
    MailServers() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "antiphon-mail-");
        for (String name : List.of("run", "state", "mail", "home", "spool", "log")) {
            Files.createDirectory(folder.resolve(name));
        }
        for (String mailbox : List.of(USER, CUSTOMER)) {
            for (String name : List.of("cur", "new", "tmp")) {
                Files.createDirectories(folder.resolve("mail").resolve(mailbox).resolve(name));
            }
        }
        certify();
        Files.writeString(folder.resolve("dovecot.conf"), fill("dovecot.conf"));
        Files.writeString(folder.resolve("exim.conf"), fill("exim.conf"));
        Path copy = Files.copy(EXIM, folder.resolve("exim4"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        own(folder);
        startDovecot();
        exim = start(
                folder.resolve("exim4").toString(),
                "-C",
                folder.resolve("exim.conf").toString(),
                "-bdf",
                "-q1m");
        awaitPort(smtp());
    }

    /** What is missing to run them, in one line; empty if nothing is. Installs it where that is allowed. */
    static String missing() {
        if (there()) {
            return "";
        }
        if (System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            String install = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq"
                    + " --no-install-recommends " + PACKAGES;
            Ran.run(List.of("sh", "-c", install), Map.of(), "", Duration.ofMinutes(5));
        }
        return there() ? "" : "the tests of mail need real servers; on Debian: apt-get install " + PACKAGES;
    }

    private static boolean there() {
        return Files.isExecutable(DOVECOT)
                && Files.isExecutable(EXIM)
                && Files.isExecutable(Path.of("/usr/lib/dovecot/imap"));
    }

    int imaps() {
        return ports[1];
    }

    int smtp() {
        return ports[2];
    }

    /** Settings of a connection that hears and speaks here, encrypted. */
    Map<String, String> settings() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("connector", "mail"),
                Map.entry("imap.host", "localhost"),
                Map.entry("imap.port", String.valueOf(imaps())),
                Map.entry("imap.user", USER),
                Map.entry("imap.password", PASSWORD),
                Map.entry("smtp.host", "localhost"),
                Map.entry("smtp.port", String.valueOf(smtp())),
                Map.entry("smtp.user", USER),
                Map.entry("smtp.password", PASSWORD),
                Map.entry("smtp.from", "Care <" + USER + ">"),
                Map.entry("certificates", folder.resolve("cert.pem").toString())));
    }

    void startDovecot() throws Exception {
        dovecot = start(
                DOVECOT.toString(), "-F", "-c", folder.resolve("dovecot.conf").toString());
        awaitPort(imaps());
    }

    void killDovecot() throws Exception {
        end(dovecot);
    }

    /** Lays a mail into our mailbox as it is. */
    void deliver(byte[] mail) throws IOException {
        Path box = folder.resolve("mail").resolve(USER);
        String name = System.currentTimeMillis() / 1000 + "." + ++delivered + ".here";
        Path file = Files.write(box.resolve("tmp").resolve(name), mail);
        own(file);
        Files.move(file, box.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The mails in a mailbox, by file name. */
    Map<String, byte[]> mails(String mailbox) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        for (String part : List.of("cur", "new")) {
            try (var files = Files.list(folder.resolve("mail").resolve(mailbox).resolve(part))) {
                for (Path file : files.toList()) {
                    all.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return all;
    }

    String log() {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("dovecot.log", "exim-main", "output")) {
            try {
                String text = Files.readString(folder.resolve("log").resolve(name));
                all.append(text.substring(Math.max(0, text.length() - 3_000))).append('\n');
            } catch (IOException e) {
                all.append("no ").append(name).append('\n');
            }
        }
        return all.toString();
    }

    /** Nobody is who runs them; root must not. */
    private Process start(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if (isRoot) {
            all.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--groups=nogroup"));
        }
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log/output").toFile()))
                .start();
    }

    private void own(Path path) {
        if (isRoot) {
            Ran.run(List.of("chown", "-R", "nobody:nogroup", path.toString()), Map.of(), "", PATIENCE);
        }
    }

    private String fill(String name) throws IOException {
        String user = isRoot ? "nobody" : System.getProperty("user.name");
        String group = isRoot
                ? "nogroup"
                : Ran.run(List.of("id", "-gn"), Map.of(), "", PATIENCE).out().strip();
        try (InputStream in = MailServers.class.getResourceAsStream("/mail/" + name)) {
            return new String(in.readAllBytes())
                    .replace("@FOLDER@", folder.toString())
                    .replace("@USER@", user)
                    .replace("@GROUP@", group)
                    .replace("@IMAP@", String.valueOf(ports[0]))
                    .replace("@IMAPS@", String.valueOf(imaps()))
                    .replace("@SMTP@", String.valueOf(smtp()))
                    .replace("@PASSWORD@", PASSWORD);
        }
    }

    private void certify() throws Exception {
        Path store = folder.resolve("keys.p12");
        Ran made = Ran.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "3",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()),
                Map.of(),
                "",
                Duration.ofMinutes(1));
        if (made.exit() != 0) {
            throw new IllegalStateException(made.toString());
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Key key = keys.getKey("mail", PASSWORD.toCharArray());
        Certificate certificate = keys.getCertificate("mail");
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(folder.resolve("cert.pem"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private void awaitPort(int port) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    OutputStream out = socket.getOutputStream()) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("Nothing listens at " + port + "\n" + log(), e);
                }
                Thread.sleep(50);
            }
        }
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws Exception {
        end(dovecot);
        end(exim);
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
