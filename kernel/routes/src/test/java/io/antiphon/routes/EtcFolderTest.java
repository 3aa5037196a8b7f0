package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcFolderTest {

    private static final String ALPHABET = "abc$ XYZ019\\\\\"'{}()[]=:#!,.;-_/\n\t\r\u00e4\u20ac\u4e2d";

    @TempDir
    Path folder;

    private EtcFolder etc;

    @BeforeEach
    void open() {
        etc = new EtcFolder(folder);
    }

    /** What File Install would read, by its own reader. */
    private static Map<String, String> asFileInstallReads(Path file) throws Exception {
        Class<?> type = Class.forName("org.apache.felix.fileinstall.shaded.util.properties.TypedProperties");
        @SuppressWarnings("unchecked")
        Map<String, Object> properties =
                (Map<String, Object>) type.getConstructor(boolean.class).newInstance(true);
        Method load = type.getMethod("load", Reader.class);
        load.invoke(properties, new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)));
        Map<String, String> read = new TreeMap<>();
        for (String name : properties.keySet()) {
            read.put(name, properties.get(name).toString());
        }
        return read;
    }

    private Path file(String id) {
        return folder.resolve("io.antiphon.connection-" + id + ".cfg");
    }

    @Test
    void anyValueComesBackThroughFileInstallAsItWas() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 100; round++) {
            Map<String, String> values = new TreeMap<>(Map.of("connector", "webhook"));
            for (int i = 0; i < 50; i++) {
                String value = text(random);
                if (!value.isEmpty()) {
                    values.put("map.key " + i + ":=#\u00e4", value);
                }
            }
            etc.write("x", values, Map.of());
            assertEquals(values, asFileInstallReads(file("x")), () -> read(file("x")));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString().replace("${", "$").replace("${", "$").strip();
    }

    @Test
    void aValueInQuotationMarksAloneKeepsThem() throws Exception {
        Map<String, String> values = Map.of("connector", "webhook", "a", "\"quoted\"", "b", "(\"x\")", "c", "I\"5\"");

        etc.write("x", values, Map.of());

        assertEquals(new TreeMap<>(values), asFileInstallReads(file("x")));
    }

    @Test
    void aReferenceAndTheHeadingStayAsAPersonWroteThem() throws Exception {
        Files.writeString(file("x"), "# ours\n\nconnector=webhook\ntoken = ${env:TOKEN}\nsize: 3\n");
        Map<String, String> understood = Map.of("connector", "webhook", "token", "abc", "size", "3");

        etc.write("x", Map.of("connector", "webhook", "token", "abc", "size", "4"), understood);

        assertEquals("# ours\n\nconnector = webhook\nsize = 4\ntoken = ${env:TOKEN}\n", read(file("x")));
    }

    @Test
    void aFileIsWrittenOverAndTakenAwayAndNoOther() throws Exception {
        Files.writeString(file("x"), "connector=webhook\n");
        Files.writeString(file("x-y"), "connector=feed\n");

        etc.write("x", Map.of("connector", "file"), Map.of("connector", "webhook"));
        assertEquals("connector = file\n", read(file("x")));
        etc.delete("x");

        assertEquals(
                List.of("io.antiphon.connection-x-y.cfg"),
                List.of(folder.toFile().list()));
        assertTrue(etc.has("x-y"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
