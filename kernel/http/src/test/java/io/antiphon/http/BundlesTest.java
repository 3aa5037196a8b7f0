package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BundlesTest {

    private static final String JAR = "application/java-archive";
    private static final long MOST = 64L << 20;

    @AutoClose
    private final Server server = new Server();

    private final FakeBundles bundles = new FakeBundles();

    @BeforeEach
    void plug() {
        server.kernel().put(Bundles.class, bundles);
    }

    private Answer put(String query, String jar) {
        return server.post("/api/bundles" + query, JAR, jar);
    }

    @Test
    void aBundleIsInstalledUpgradedRolledBackAndRemoved() {
        Answer installed = put("?name=echo-1.0.jar", "io.acme.echo 1.0.0").is(201);
        assertEquals("install", installed.at("command"));
        assertEquals("", installed.at("from"));
        String digest = "AB".repeat(32);
        Answer upgraded = server.post(
                        "/api/bundles?name=echo-1.1.jar&sha256=" + digest,
                        "application/octet-stream",
                        "io.acme.echo 1.1.0")
                .is(200);
        assertEquals("upgrade", upgraded.at("command"));
        assertEquals("io.acme.echo", upgraded.at("name"));
        assertEquals("1.0.0", upgraded.at("from"));
        assertEquals("1.1.0", upgraded.at("to"));
        assertEquals(310L, upgraded.at("tookMillis"));
        assertEquals("keep", put("?name=e", "io.acme.echo 1.1.0").is(200).at("command"));

        Answer list = server.get("/api/bundles").is(200);
        assertEquals("io.acme.echo", list.at("items.0.name"));
        assertEquals("1.1.0", list.at("items.0.version"));
        assertEquals("1.0.0", list.at("items.0.former.0.version"));
        assertEquals(List.of(), list.at("items.0.refused"));

        Answer back = server.post("/api/bundles/io.acme.echo/rollback", "").is(200);
        assertEquals("1.0.0", back.at("to"));
        server.post("/api/bundles/io.acme.echo/rollback", "").is(404);
        assertEquals("", server.delete("/api/bundles/io.acme.echo").is(200).at("to"));
        server.delete("/api/bundles/io.acme.echo").is(404);
        assertEquals(
                List.of(
                        "put echo-1.0.jar by admin",
                        "put echo-1.1.jar ABAB by admin",
                        "put e by admin",
                        "rollback io.acme.echo by admin",
                        "remove io.acme.echo by admin"),
                bundles.orders());
    }

    @ParameterizedTest
    @CsvSource({"INVALID,400", "TOO_LARGE,413", "CONFLICT,409", "BUSY,429", "UNAVAILABLE,503"})
    void aRefusalIsToldWithItsReasonAndStaysInTheList(String code, int status) {
        Answer answer = put("?name=shop.jar", code).is(status);
        assertTrue(answer.at("detail").toString().startsWith("shop.jar does not start"), answer.body());
        Answer list = server.get("/api/bundles").is(200);
        assertEquals("refused", list.at("items.0.state"));
        assertEquals("", list.at("items.0.version"));
        assertTrue(list.at("items.0.refused.0.reason").toString().contains("io.antiphon.spi 9"), list.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?name=", "?name=a%2Fb.jar", "?name=a%5Cb", "?name=a%0Ab", "?name=a&sha256=abc", "?nam=a"})
    void aNameAndAWholeDigestAreAskedFor(String query) {
        put(query, "io.acme.echo 1.0.0").is(400);
        assertEquals(List.of(), bundles.orders());
    }

    @Test
    void onlyAJarIsTakenAndOnlyFromWhoHasTheToken() {
        server.post("/api/bundles?name=a", "application/x-www-form-urlencoded", "io.acme.echo 1")
                .is(415);
        server.send(server.request("/api/bundles?name=a").POST(BodyPublishers.ofString("x")))
                .is(415);
        server.send(server.anonymous("/api/bundles?name=a")
                        .header("Content-Type", JAR)
                        .POST(BodyPublishers.ofString("io.acme.echo 1.0.0")))
                .is(401);
        assertEquals(List.of(), bundles.orders());
    }

    @Test
    void withoutTheServiceComingBackLaterIsAsked() {
        server.kernel().remove(Bundles.class);
        for (Answer answer : List.of(
                put("?name=a.jar", "io.acme.echo 1"),
                server.get("/api/bundles"),
                server.post("/api/bundles/a/rollback", ""),
                server.delete("/api/bundles/a"))) {
            answer.is(503);
            assertFalse(answer.header("retry-after").isEmpty());
        }
    }

    /** A jar of a size that is made while it is sent. */
    private static InputStream jar(long size) {
        byte[] head = "io.acme.large 1.0.0\n".getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at >= size ? -1 : at < head.length ? head[(int) at++] : (int) (at++ & 0x7f);
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                int some = (int) Math.min(count, size - at);
                for (int i = 0; i < some; i++) {
                    bytes[from + i] = (byte) read();
                }
                return some == 0 ? -1 : some;
            }
        };
    }

    @Test
    void aJarMayBeMuchLargerThanAnOrdinaryBodyAndIsNotHeldInMemory() {
        try (Server small = new Server(Server.limits(1000, 10, 0, 1), 10_000, 8)) {
            small.kernel().put(Bundles.class, bundles);
            small.send(small.request("/api/bundles?name=large.jar")
                            .header("Content-Type", JAR)
                            .POST(BodyPublishers.ofInputStream(() -> jar(MOST))))
                    .is(201);
            assertEquals(MOST, bundles.bytes());
        }
    }

    @Test
    void aJarOfMoreThan64MegabytesIsRefusedHoweverItIsSent() throws IOException {
        try (Wire wire = new Wire(server)) {
            post(wire, "Content-Length: " + (MOST + 1) + "\r\n");
            assertTrue(wire.statusLine().startsWith("HTTP/1.1 413"));
        }
        try (Wire wire = new Wire(server)) {
            post(wire, "Transfer-Encoding: chunked\r\n");
            String chunk = "io.acme.large 1.0\n" + " ".repeat((1 << 20) - 18);
            for (int i = 0; i < 64; i++) {
                wire.send("100000\r\n" + chunk + "\r\n");
            }
            wire.send("1\r\n \r\n0\r\n\r\n");
            assertTrue(wire.statusLine().startsWith("HTTP/1.1 413"));
        }
        assertEquals(List.of(), bundles.orders());
    }

    private void post(Wire wire, String headers) throws IOException {
        wire.send("POST /api/bundles?name=a.jar HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Server.TOKEN
                + "\r\nContent-Type: " + JAR + "\r\n" + headers + "\r\n");
    }

    @Test
    void aJarThatBreaksOffIsNotInstalled() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        server.kernel().remove(Bundles.class);
        server.kernel().put(Bundles.class, new Watched(bundles, failed));
        try (Wire wire = new Wire(server)) {
            post(wire, "Content-Length: 5000\r\n");
            wire.send("io.acme.echo 1.0.0\n");
        }
        failed.await();
        assertEquals(List.of(), bundles.orders());
        server.get("/api/bundles").is(200);
    }

    @Test
    void whoAsksWhetherToGoOnIsToldSoAndKeepsTheConnection() throws IOException {
        try (Wire wire = new Wire(server)) {
            for (int i = 0; i < 2; i++) {
                post(wire, "Content-Length: 18\r\nExpect: 100-continue\r\n");
                assertEquals("HTTP/1.1 100 Continue", wire.statusLine());
                wire.readUntil("\r\n");
                wire.send("io.acme.echo 1.0." + i);
                assertEquals(i == 0 ? "HTTP/1.1 201 Created" : "HTTP/1.1 200 OK", wire.statusLine());
                wire.readUntil("\"tookMillis\":310}");
            }
        }
    }

    @Test
    void aPreviewTellsDifferencesAndProblemsAndChangesNothing() {
        server.put("/api/connections/shop", "{\"connector\":\"webhook\",\"url\":\"https://x\"}")
                .is(201);
        Answer preview = server.post(
                        "/api/connections/shop/preview",
                        "{\"connector\":\"webhook\",\"url\":\"https://y\",\"secret\":\"s3cret\",\"odd\":1}")
                .is(200);
        List<?> differences = (List<?>) preview.at("differences");
        assertTrue(
                differences.contains(Map.of("setting", "url", "before", "https://x", "after", "https://y")),
                preview.body());
        assertFalse(preview.body().contains("s3cret"), preview.body());
        assertTrue(preview.at("problems.0.where").toString().contains("odd"), preview.body());
        assertEquals("https://x", server.get("/api/connections/shop").at("settings.url"));
        server.post("/api/connections/shop/preview", "[]").is(400);
    }

    /** Tells when a put has failed. */
    private record Watched(FakeBundles bundles, CountDownLatch failed) implements Bundles {
        @Override
        public List<Plugged> list() {
            return bundles.list();
        }

        @Override
        public Change put(InputStream jar, String called, String digest, String who) {
            try {
                return bundles.put(jar, called, digest, who);
            } catch (RuntimeException e) {
                failed.countDown();
                throw e;
            }
        }

        @Override
        public Change rollback(String name, String who) {
            return bundles.rollback(name, who);
        }

        @Override
        public Change remove(String name, String who) {
            return bundles.remove(name, who);
        }
    }
}
