package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartsTest {

    private static final long SEED = 20260131;

    @Test
    void utf8IsJudgedAsJavasOwnStrictDecoderDoes() {
        Random random = new Random(SEED);
        int good = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = bytes(random);
            boolean expected = decodes(bytes);
            assertEquals(expected, Utf8.malformed(bytes) < 0, () -> java.util.HexFormat.of()
                    .formatHex(bytes));
            good += expected ? 1 : 0;
        }
        assertTrue(good > 10_000 && good < 190_000, "good " + good);
    }

    private static byte[] bytes(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            int c = random.nextInt(3) == 0 ? random.nextInt(0x110000) : random.nextInt(0x100);
            text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void escapesAreFoundWhereverTheyStand() {
        for (int length = 0; length < 40; length++) {
            byte[] plain = "\\n".repeat(length).getBytes(StandardCharsets.US_ASCII);
            assertFalse(Utf8.hasEscapes(plain));
            for (int at = 0; at + 2 <= plain.length; at++) {
                byte[] escaped = plain.clone();
                escaped[at] = '\\';
                escaped[at + 1] = 'u';
                assertTrue(Utf8.hasEscapes(escaped), length + " " + at);
            }
        }
    }

    @Test
    void aTextCanBeStoredIfJavaCanEncodeItAndItHoldsNoZero() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append((char) (random.nextInt(4) == 0 ? 0xd7fe + random.nextInt(0x804) : random.nextInt(4)));
            }
            boolean expected = text.indexOf("\0") < 0
                    && StandardCharsets.UTF_8.newEncoder().canEncode(text);
            assertEquals(
                    expected,
                    Utf8.isStorable(text.toString()),
                    () -> text.chars().boxed().toList().toString());
        }
    }

    @Test
    void instantsAreReadAsJavasOwnFormatterDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            long second = (long) (random.nextDouble() * 315_000_000_000L) - 62_000_000_000L;
            Instant instant = Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
            assertEquals(instant, Instants.parse(instant.toString()));
            String offset = OffsetDateTime.ofInstant(
                            instant, ZoneOffset.ofTotalSeconds((random.nextInt(97) - 48) * 900))
                    .toString();
            assertEquals(instant, Instants.parse(offset), offset);
        }
    }

    @Test
    void whatIsNoInstantIsNone() {
        for (String text : List.of(
                "",
                "Z",
                "2026",
                "2026-01-31",
                "2026-02-30T10:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T10:60:00Z",
                "2026-01-31T10:00:60Z",
                "2026-01-31T10:00:00.1234567890Z",
                "2026-13-01T10:00:00Z",
                "2026-01-31 10:00:00Z",
                "0000-01-31T10:00:00Z",
                "+12026-01-31T10:00:00Z",
                "2026-01-31T10:00:00",
                "2026-01-31T10:00:0xZ",
                "-2026-01-31T10:00:00Z",
                "２026-01-31T10:00:00Z")) {
            assertNull(Instants.parse(text), text);
        }
    }

    @Test
    void aPathLeadsToTheMostLiteralRoute() {
        Route.Handler none = exchange -> {};
        Router router = new Router(List.of(
                Route.api("GET", "/", none),
                Route.api("GET", "/api/a", none),
                Route.api("POST", "/api/a", none),
                Route.api("GET", "/api/{x}", none),
                Route.api("GET", "/api/a/{y}/z", none),
                Route.api("GET", "/api/{x}/{y}/q", none),
                Route.api("GET", "/ui/{page}/{file…}", none)));
        assertRoute(router, "/", "/", Map.of());
        assertRoute(router, "/api/a", "/api/a", Map.of());
        assertRoute(router, "/api/a/", "/api/a", Map.of());
        assertRoute(router, "/api/b", "/api/{x}", Map.of("x", "b"));
        assertRoute(router, "/api/a/1/z", "/api/a/{y}/z", Map.of("y", "1"));
        assertRoute(router, "/api/a/1/q", "/api/{x}/{y}/q", Map.of("x", "a", "y", "1"));
        assertRoute(router, "/ui/care/lib/a.js", "/ui/{page}/{file…}", Map.of("page", "care", "file", "lib/a.js"));
        for (String nowhere : List.of("/api", "/api/a/1/x", "/api//z", "/apix/a", "/ui/care")) {
            assertNull(router.match("GET", nowhere), nowhere);
        }
        Router.Match match = router.match("DELETE", "/api/a");
        assertNull(match.route());
        assertEquals("[GET, HEAD, OPTIONS, POST]", match.methods().toString());
        assertTrue(router.has("GET", "/api/{other}"));
        assertFalse(router.has("PUT", "/api/{other}"));
    }

    private static void assertRoute(Router router, String path, String template, Map<String, String> parameters) {
        Router.Match match = router.match("GET", path);
        assertEquals(template, match.route().template());
        assertEquals(parameters, match.parameters());
    }

    @Test
    void aBucketFillsWithTimeAndNotAboveItsBrim() {
        AtomicLong now = new AtomicLong();
        Buckets buckets = new Buckets(now::get);
        assertTrue(buckets.take("a", 1, 2));
        assertTrue(buckets.take("a", 1, 2));
        assertFalse(buckets.take("a", 1, 2));
        assertTrue(buckets.take("b", 1, 2));
        now.addAndGet(1_000_000_000L);
        assertTrue(buckets.take("a", 1, 2));
        assertFalse(buckets.take("a", 1, 2));
        now.addAndGet(3_600_000_000_000L);
        assertTrue(buckets.take("a", 1, 2));
        assertTrue(buckets.take("a", 1, 2));
        assertFalse(buckets.take("a", 1, 2));
    }

    @Test
    void bucketsForgetBeforeTheyGrowWithoutBound() {
        Buckets buckets = new Buckets(() -> 0);
        for (int i = 0; i < 100_000; i++) {
            assertTrue(buckets.take("address " + i, 1, 1));
        }
        assertTrue(buckets.size() <= 20_001, "size " + buckets.size());
    }

    @Test
    void aQuantileIsAtMostAFifthOff() {
        Meter meter = new Meter();
        for (int i = 1; i <= 10_000; i++) {
            meter.count(i % 10 == 0 ? 500 : 200, i * 1000L);
        }
        assertEquals(10_000, meter.count());
        assertEquals(1_000, meter.errors());
        for (double share : new double[] {0.5, 0.9, 0.99}) {
            double exact = share * 10_000 * 1000 / 1e9;
            double told = meter.quantile(share);
            assertTrue(told >= exact * 0.99 && told <= exact * 1.26, share + ": " + told + " for " + exact);
        }
        assertEquals(0, new Meter().quantile(0.5));
    }

    @Test
    void aServerOnAnotherAddressAnswersToEveryNameUnlessNamesAreConfigured() {
        assertTrue(new Hosts("0.0.0.0", List.of()).mayBeCalled("cx.example.org"));
        assertFalse(new Hosts("0.0.0.0", List.of("cx.example.org")).mayBeCalled("evil.example"));
        assertTrue(new Hosts("0.0.0.0", List.of("cx.example.org")).mayBeCalled("CX.example.org:443"));
        assertTrue(new Hosts("10.0.0.1", List.of("x")).mayBeCalled("10.0.0.1:8181"));
        assertTrue(new Hosts("127.0.0.1", List.of("cx.example.org")).mayBeCalled("cx.example.org"));
        assertTrue(new Hosts("127.0.0.1", List.of("*")).mayBeCalled("anything"));
        assertTrue(new Hosts("127.0.0.1", List.of()).mayBeCalled(null));
    }

    @Test
    void aMissingTokenIsMadeForItsOwnerOnly(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("etc/admin.token");
        Token token = Token.in(file);
        String text = Files.readString(file).strip();
        assertEquals(43, text.length());
        assertTrue(token.is(text));
        assertFalse(token.is(text + "x"));
        assertFalse(token.is(""));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        assertEquals(text, Files.readString(file).strip());
        assertTrue(Token.in(file).is(text), "it is kept");
        assertFalse(text.equals(Files.readString(made(folder.resolve("other")))), "each is another");
    }

    private static Path made(Path file) throws Exception {
        Token.in(file);
        return file;
    }

    @Test
    void anEmptyOrMissingTokenLetsNobodyIn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("admin.token");
        Files.writeString(file, "\n");
        assertFalse(new Token(file).is(""));
        assertFalse(new Token(folder.resolve("none")).is(""));
    }
}
