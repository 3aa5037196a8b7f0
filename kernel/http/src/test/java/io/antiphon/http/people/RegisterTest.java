package io.antiphon.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of people. */
final class RegisterTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("etc/people.json");
    }

    private static Member member(String name, String... units) {
        return new Member(
                new Person(name, name + " X", Role.AGENT, List.of(units), List.of("de"), List.of("refunds")),
                "$2a$04$" + "a".repeat(53),
                List.of(new ApiToken("t1", "import", Secret.hash(name), Instant.parse("2026-01-31T10:30:00Z"))),
                false);
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("It did not come");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void whoIsWrittenIsRead() throws IOException {
        Register register = new Register(file());
        assertEquals(List.of(), register.list());
        register.change("bob", before -> member("bob"), next -> {});
        register.change(
                "anna",
                before -> member("anna", "acme/emea")
                        .as(
                                new Person(
                                        "anna",
                                        "Аня \"quote\" \u2028",
                                        Role.SUPERVISOR,
                                        List.of("acme/é"),
                                        List.of(),
                                        List.of()),
                                true),
                next -> {});
        Register again = new Register(file());
        assertEquals(register.members(), again.members());
        assertEquals(List.of("bob"), again.list().stream().map(Person::name).toList());
        assertEquals("bob", again.byToken(Secret.hash("bob")).orElseThrow().name());
        assertTrue(again.find("anna").isEmpty());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals(
                List.of("people.json"),
                Files.list(file().getParent())
                        .map(f -> f.getFileName().toString())
                        .toList());
    }

    @Test
    void oneFieldStandsOnALineSoThatDifferencesAreSmall() throws IOException {
        Register register = new Register(file());
        register.change("bob", before -> member("bob", "acme/a", "acme/b"), next -> {});
        List<String> before = Files.readAllLines(file());
        register.change(
                "bob",
                one -> one == null
                        ? null
                        : one.as(
                                new Person(
                                        "bob",
                                        "Bob",
                                        one.person().role(),
                                        one.person().units(),
                                        one.person().languages(),
                                        one.person().skills()),
                                false),
                next -> {});
        List<String> after = Files.readAllLines(file());
        assertEquals(before.size(), after.size());
        before.removeAll(after);
        assertEquals(List.of("      \"title\" : \"bob X\","), before);
    }

    @Test
    void anEditByHandHolds() throws IOException {
        Files.createDirectories(file().getParent());
        Register register = new Register(file());
        Files.writeString(file(), "{\"people\": {\"eve\": {\"role\": \"viewer\"}}}");
        await(() -> register.find("eve").isPresent());
        assertEquals("eve", register.find("eve").orElseThrow().title());
        Files.writeString(
                file(),
                "{\"people\": {\"eve\": {\"role\": \"agent!\"}}}"
                        .replace("!", " ")
                        .replace("agent ", "agent"));
        await(() -> register.find("eve").orElseThrow().role() == Role.AGENT);
        assertEquals(1, register.problems().size(), "others may read it");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        await(() -> register.problems().isEmpty());
        Files.delete(file());
        await(() -> register.list().isEmpty());
    }

    @Test
    void aBrokenFileIsRefusedAndTheOldContentGoesOn() throws IOException {
        Register register = new Register(file());
        register.change("bob", before -> member("bob"), next -> {});
        String good = Files.readString(file());
        for (String[] bad : new String[][] {
            {"{\"people\": {\n\n \"eve\": }", "line 3"},
            {"", "JSON object"},
            {"[]", "JSON object"},
            {good + "x", "nrecognized token"},
            {"{\"persons\": {}}", "'people'"},
            {good.replace("\"agent\"", "\"boss\""), "'bob': 'boss' is no role"},
            {good.replace("\"skills\"", "\"skill\""), "'skill' is no field"},
            {good.replace("$2a$", "plain"), "bcrypt"},
            {good.replace("\"bob\"", "\"Bob\""), "'Bob': name"},
            {good.replace("2026-01-31T10:30:00Z", "yesterday"), "'bob': "},
            {"{\"people\": {\"a\": {\"role\": \"agent\"}, \"a\": {\"role\": \"agent\"}}}", "uplicate"},
            {good.replace(Secret.hash("bob"), "00"), "SHA-256"}
        }) {
            Files.writeString(file(), bad[0]);
            await(() -> register.problems().stream()
                    .anyMatch(problem -> problem.what().contains(bad[1])));
            assertEquals(
                    List.of("bob"), register.list().stream().map(Person::name).toList(), bad[0]);
            assertFalse(register.problems().toString().contains("aaaa"), "no hash is told");
            AtomicBoolean recorded = new AtomicBoolean();
            assertThrows(
                    AntiphonException.class,
                    () -> register.change("eve", before -> member("eve"), next -> recorded.set(true)));
            assertFalse(recorded.get());
            assertEquals(bad[0], Files.readString(file()));
        }
        Files.writeString(file(), good);
        await(() ->
                register.problems().stream().noneMatch(problem -> problem.what().contains("refused")));
        register.change("eve", before -> member("eve"), next -> {});
        assertEquals(2, register.list().size());
    }

    @Test
    void anEditByHandIsNotLostByAChangeThatComesNext() throws IOException {
        Register register = new Register(file());
        register.change("bob", before -> member("bob"), next -> {});
        Files.writeString(file(), Files.readString(file()).replace("bob X", "Robert"));
        register.change("eve", before -> member("eve"), next -> {});
        assertEquals("Robert", register.find("bob").orElseThrow().title());
    }

    @Test
    void whatIsRefusedBeforeItIsWrittenChangesNothing() {
        Register register = new Register(file());
        assertThrows(
                IllegalStateException.class,
                () -> register.change("bob", before -> member("bob"), next -> {
                    throw new IllegalStateException("the journal is away");
                }));
        assertFalse(Files.exists(file()));
        assertEquals(List.of(), register.list());
    }

    @Test
    void readersSeeTheFileWholeWhileItIsWritten() throws Exception {
        Register register = new Register(file());
        register.change("bob", before -> member("bob"), next -> {});
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 60; i++) {
                String name = "p" + i;
                register.change(name, before -> member(name), next -> {});
            }
            done.set(true);
        });
        writer.start();
        while (!done.get()) {
            assertTrue(PeopleFile.read(file()).containsKey("bob"));
        }
        writer.join();
        assertEquals(61, register.list().size());
    }

    @Test
    void aHashOfHtpasswdCounts() {
        Passwords passwords = new Passwords(4);
        String made = passwords.hash("correct horse battery", "anna");
        assertTrue(passwords.matches("correct horse battery", made));
        assertFalse(passwords.matches("correct horse batterx", made));
        assertTrue(passwords.matches("correct horse battery", made.replace("$2a$", "$2y$")));
        assertFalse(passwords.matches("correct horse battery", ""));
        assertFalse(passwords.matches("-", ""));
        assertTrue(passwords.matches("Zoe\u0308 likes trains", passwords.hash("Zo\u00eb likes trains", "anna")));
        assertFalse(member("anna").toString().contains("$2a$"));
    }
}
