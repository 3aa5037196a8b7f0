package io.antiphon.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryKernel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final String CLEAR_SCREEN = "\u001b[2J";

    private final MemoryKernel kernel = new MemoryKernel();
    private final FewConnections connections = new FewConnections(kernel.deadLetters());
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private List<String> printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertFalse(text.contains("\u001b"), "a terminal would obey this");
        return text.lines().toList();
    }

    private Entry.Heard hear(String connection, String text) {
        Signal signal = Signal.of("message")
                .text(text)
                .identity("email", "ada@example.org")
                .build();
        return (Entry.Heard) kernel.journal()
                .get(kernel.intakes().accept(connection, List.of(signal)).get(0).position())
                .orElseThrow();
    }

    @Test
    void connections_are_a_table_with_the_first_problem_or_else_the_progress() {
        ConnectionsCommand command = new ConnectionsCommand();
        command.connections = connections;
        assertTrue(command.lines().get(0).startsWith("There are no connections yet."));
        connections.add("shop", Status.RUNNING, "survey.csv: 43 %");
        connections.add("mail-support", Status.FAILING, "", Problem.error("host", "Nobody answers.", "Look."));
        assertEquals(
                List.of(
                        "CONNECTION    CONNECTOR  STATUS   HEARD  REPEATED  REJECTED  PERFORMED  REFUSED  LAST HEARD  REMARK",
                        "shop          webhook    running  1234   5         6         -          -        never       survey.csv: 43 %",
                        "mail-support  webhook    failing  1234   5         6         7          1        never       host: Nobody answers. Look."),
                command.lines());
    }

    @Test
    void signals_shows_the_last_ones_in_the_order_they_came() throws Exception {
        hear("shop", "one");
        hear("shop", "two");
        hear("mail", "other");
        hear("shop", "three " + CLEAR_SCREEN);
        SignalsCommand command = signals();
        command.connection = "shop";
        command.lines = 2;
        command.show(out);
        assertEquals(2, printed().size());
        assertTrue(printed().get(0).startsWith("0-2  "), printed().get(0));
        assertTrue(
                printed().get(0).endsWith("  shop  message  email:ada@example.org  “two”"),
                printed().get(0));
        assertTrue(printed().get(1).endsWith("“three ·[2J”"), printed().get(1));
    }

    @Test
    void signals_follows_until_it_is_interrupted() throws Exception {
        hear("shop", "before");
        SignalsCommand command = signals();
        command.follow = true;
        command.connection = "shop";
        Thread reader = new Thread(() -> assertShown(command));
        reader.start();
        while (!bytes.toString(StandardCharsets.UTF_8).contains("before")) {
            Thread.onSpinWait();
        }
        hear("mail", "elsewhere");
        hear("shop", "after");
        while (!bytes.toString(StandardCharsets.UTF_8).contains("after")) {
            Thread.onSpinWait();
        }
        reader.interrupt();
        reader.join();
        assertFalse(printed().toString().contains("elsewhere"));
    }

    private void assertShown(SignalsCommand command) {
        try {
            command.show(out);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SignalsCommand signals() {
        SignalsCommand command = new SignalsCommand();
        command.journal = kernel.journal();
        return command;
    }

    @Test
    void a_profile_is_shown_by_identity_or_id() throws Exception {
        hear("shop", "Hello");
        ProfileCommand command = new ProfileCommand();
        command.journal = kernel.journal();
        command.profiles = kernel.profiles();
        command.which = "email:ada@example.org";
        List<String> lines = command.lines();
        assertTrue(lines.get(0).contains(", 1 signal, first "), lines.get(0));
        assertTrue(lines.contains("  is      email:ada@example.org"), lines.toString());
        assertTrue(lines.get(lines.size() - 1).endsWith("“Hello”"), lines.toString());
        command.which = lines.get(0).replaceAll("profile ([^,]+),.*", "$1");
        assertEquals(lines, command.lines());
        command.which = "nobody" + CLEAR_SCREEN;
        assertEquals(
                "There is no profile 'nobody·[2J'",
                assertThrows(CommandException.class, command::lines).getMessage());
    }

    @Test
    void people_are_unlinked_and_linked_by_name_of_their_identities() throws Exception {
        Signal signal = Signal.of("order")
                .text("x")
                .identity("email", "ada@example.org")
                .identity("crm", "7")
                .build();
        kernel.intakes().accept("shop", List.of(signal));
        LinkCommand link = new LinkCommand();
        link.profiles = kernel.profiles();
        link.one = "email:ada@example.org";
        link.other = "nonsense";
        assertTrue(
                assertThrows(CommandException.class, link::execute).getMessage().contains("'nonsense'"));
        UnlinkCommand unlink = new UnlinkCommand();
        unlink.profiles = kernel.profiles();
        unlink.one = "crm:nobody";
        unlink.other = "email:ada@example.org";
        assertThrows(CommandException.class, unlink::execute);
        unlink.one = "crm:7";
        unlink.reason = "two people";
        unlink.execute();
        Entry.Commanded order = kernel.journal().all(Entry.Commanded.class).get(0);
        assertEquals("unlink", order.command());
        assertEquals("two people", order.arguments().get("reason"));
    }

    @Test
    void a_trace_shows_what_came_of_a_signal_from_wherever_one_asks() throws Exception {
        Entry.Heard heard = hear("shop", "Where is my parcel?");
        append(Entry.Understood.of(
                heard, "p1", List.of(Insight.of("topic", "delivery", 0.5).by("topics", "1"))));
        kernel.clock().advance(Duration.ofMillis(1_250));
        Entry.Decided decided = (Entry.Decided) append(
                Entry.Decided.of(heard.position().next(), "p1", "apologise", "2", 0, Action.of("reply", "shop")));
        append(Entry.Performed.of(decided, new Outcome.Refused("no such address" + CLEAR_SCREEN), 0));
        TraceCommand command = new TraceCommand();
        command.journal = kernel.journal();
        command.position = "0-4";
        List<String> lines = command.lines();
        assertTrue(
                lines.get(0).endsWith("  heard by shop: message  email:ada@example.org  “Where is my parcel?”"),
                lines.get(0));
        assertEquals(
                List.of(
                        "  0-2  +0 ms  understood, profile p1",
                        "    · topic = delivery (0.50) by topics",
                        "    0-3  +1.2 s  decided by apologise 2: reply by shop",
                        "      0-4  +1.2 s  performed reply: refused: no such address·[2J"),
                lines.subList(1, lines.size()));
        command.position = "0-1";
        assertEquals(lines, command.lines());
        command.position = "0-99";
        assertEquals(
                "There is no entry at 0-99",
                assertThrows(CommandException.class, command::lines).getMessage());
        command.position = "x";
        assertTrue(assertThrows(CommandException.class, command::execute)
                .getMessage()
                .contains("not a position"));
    }

    private Entry append(Entry entry) {
        return kernel.journal()
                .get(kernel.journal().append(List.of(entry)).get(0).position())
                .orElseThrow();
    }

    @Test
    void dead_letters_are_listed_and_retried() throws Exception {
        DeadLettersCommand command = new DeadLettersCommand();
        command.deadLetters = kernel.deadLetters();
        command.connections = connections;
        command.run(out);
        assertEquals(List.of("There are no dead letters."), printed());
        bytes.reset();
        long one = kernel.deadLetters().keep("shop", Received.of("{", "a.json:7"), "no JSON" + CLEAR_SCREEN);
        kernel.deadLetters().keep("shop", Received.of("[", "a.json:8"), "hopeless");
        kernel.deadLetters().keep("shop", Received.of("(", "a.json:9"), "no JSON");
        command.lines = 2;
        command.run(out);
        assertEquals(4, printed().size());
        assertTrue(
                printed().get(2).endsWith("1      a.json:8  hopeless"),
                printed().get(2));
        assertEquals("… and 1 more", printed().get(3));
        bytes.reset();
        command.verb = "retry";
        command.which = Long.toString(one);
        command.run(out);
        assertEquals(List.of("Dead letter " + one + " was read: 1 signal."), printed());
        assertEquals(
                "There is no dead letter " + one,
                assertThrows(CommandException.class, command::execute).getMessage());
        bytes.reset();
        command.which = "all";
        command.run(out);
        assertTrue(printed().get(0).endsWith(": still hopeless·[2J"), printed().get(0));
        assertEquals("1 read, 1 still unreadable.", printed().get(1));
        assertEquals("shell", connections.retriedBy.get(0));
        command.which = null;
        assertThrows(CommandException.class, command::execute);
    }

    @Test
    void what_was_ordered_lately_is_listed_with_who_and_what() {
        CommandsCommand command = new CommandsCommand();
        command.journal = kernel.journal();
        assertTrue(command.lines().get(0).startsWith("Nothing was ordered"), command.lines()::toString);
        for (int i = 0; i < 40; i++) {
            kernel.journal()
                    .append(List.of(Entry.Commanded.of("ada", "install", "shop-" + i, java.util.Map.of("to", "1.0"))));
        }
        command.lines = 3;
        List<String> lines = command.lines();
        assertEquals(4, lines.size());
        assertTrue(lines.get(1).contains("shop-37") && lines.get(3).contains("shop-39"), lines::toString);
        assertTrue(lines.get(3).contains("ada") && lines.get(3).contains("to=1.0"), lines::toString);
    }

    @Test
    void the_journal_shows_its_size_and_is_checked() throws Exception {
        hear("shop", "Hello");
        JournalCommand command = new JournalCommand();
        command.journal = kernel.journal();
        command.run(out);
        assertTrue(
                printed().get(printed().size() - 1).endsWith("; the last is 0-1"),
                printed().toString());
        bytes.reset();
        command.verb = "check";
        command.run(out);
        assertEquals("Nothing is damaged.", printed().get(1));
        command.verb = "burn";
        assertEquals(
                "journal, or journal check",
                assertThrows(CommandException.class, command::execute).getMessage());
    }

    @Test
    void plugins_are_listed_and_released() throws Exception {
        PluginsCommand command = new PluginsCommand();
        command.rooms = List.of(new OneQuarantined());
        assertEquals(
                List.of(
                        "KIND      NAME  VERSION  STATE        CALLS  ERRORS  P99 µs  BUNDLE  SINCE                REASON",
                        "enricher  loop  1.0      quarantined  7      3       250     io.x 1  "
                                + Times.shown(Instant.EPOCH) + "  did not return ·[2J"),
                command.lines());
        command.verb = "release";
        command.kind = "enricher";
        command.name = "other";
        assertEquals(
                "No enricher 'other' is quarantined or missing",
                assertThrows(CommandException.class, command::lines).getMessage());
        command.name = "loop";
        assertEquals(List.of("Released."), command.lines());
    }

    private static final class OneQuarantined implements Plugins {
        @Override
        public List<Plugin> list() {
            return List.of(new Plugin(
                    "enricher",
                    "loop",
                    "1.0",
                    "io.x 1",
                    "quarantined",
                    7,
                    3,
                    250,
                    "did not return " + CLEAR_SCREEN,
                    Instant.EPOCH));
        }

        @Override
        public boolean release(String kind, String name) {
            return kind.equals("enricher") && name.equals("loop");
        }
    }

    @Test
    void foreign_text_cannot_move_the_cursor_or_turn_the_writing() {
        assertEquals("a·b· ·c··d e", Plain.text("a\u001bb\u009b\n\u202ec\u0000\u200bd\te"));
        assertEquals("Größe 中文 🙂 עברית", Plain.text("Größe 中文 🙂 עברית"));
        assertEquals("🙂🙂…", Plain.text("🙂🙂🙂🙂", 3));
        assertEquals("·", Plain.text("\ud83d"));
    }
}
