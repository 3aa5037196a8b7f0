package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.ProfileQuery;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.tck.MemoryState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredProfilesTest {

    private static final Identity ADA = Identity.parse("email:ada@example.org");
    private static final Identity PHONE = Identity.parse("phone:+4930123456");
    private static final Identity CRM = Identity.parse("crm:4711");

    private MemoryState state;
    private StoredProfiles profiles;
    private final SmallRoad road = new SmallRoad();

    @BeforeEach
    void open() throws SQLException {
        state = new MemoryState(new ProfileFold(Given.settings()));
        profiles = new StoredProfiles(Given.settings(), state, road, road);
    }

    @AfterEach
    void close() throws SQLException {
        state.close();
    }

    /** Folds what is recorded only while somebody watches, as the real road does a little later. */
    private final class SmallRoad implements Recorder, Road {

        private final List<Entry> recorded = new ArrayList<>();
        private long offset;
        private long reached;

        void hear(String... identities) throws SQLException {
            hear(Map.of(), identities);
        }

        void hear(Map<String, Object> told, String... identities) throws SQLException {
            reached = ++offset;
            state.apply(List.of(Given.heard(offset, told, identities)));
        }

        @Override
        public List<Receipt> append(List<Entry> entries) {
            Position position = Position.of(++offset);
            recorded.add(entries.get(0).at(position, position.toString(), Instant.EPOCH.plusSeconds(offset)));
            return List.of(new Receipt(position, false));
        }

        @Override
        public Position position() {
            return Position.of(reached);
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public AutoCloseable watch(Consumer<Position> listener) {
            Thread worker = new Thread(() -> {
                try {
                    state.apply(recorded);
                    recorded.clear();
                    reached = offset;
                    listener.accept(position());
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            worker.start();
            return worker::join;
        }
    }

    @Test
    void a_profile_is_found_by_any_of_its_identities_however_written() throws SQLException {
        road.hear("email:Ada@Example.org", "phone:+49 (30) 123456");
        Profile profile = profiles.find(Identity.parse("email:ADA@example.ORG")).orElseThrow();
        assertEquals(List.of(ADA, PHONE), profile.identities());
        assertEquals(profile, profiles.find(PHONE).orElseThrow());
        assertEquals(profile, profiles.get("p2").orElseThrow());
        assertTrue(profiles.find(CRM).isEmpty());
        for (String none : List.of("p3", "p0", "p-1", "p01", "P1", "q1", "", "p", "p1 ", "pzzzzzzzzzzzzzzzz")) {
            assertTrue(profiles.get(none).isEmpty(), none);
        }
    }

    @Test
    void a_page_shows_who_was_seen_last_first_and_goes_on_after_the_last_shown() throws SQLException {
        for (int person = 1; person <= 7; person++) {
            road.hear("crm:" + person);
        }
        road.hear("crm:3");
        List<String> ids = new ArrayList<>();
        String after = null;
        for (List<Profile> page = page(null, null); !page.isEmpty(); page = page(null, after)) {
            page.forEach(profile -> ids.add(profile.id()));
            after = ids.get(ids.size() - 1);
        }
        assertEquals(List.of("p3", "p7", "p6", "p5", "p4", "p2", "p1"), ids);
        assertEquals(7, profiles.count());
        assertEquals(Code.NOT_FOUND, code(() -> page(null, "p99")));
        assertEquals(Code.INVALID, code(() -> profiles.page(new ProfileQuery(null, null, 0))));
    }

    private List<Profile> page(String text, String after) {
        return profiles.page(new ProfileQuery(text, after, 3));
    }

    @Test
    void a_search_finds_the_beginnings_of_identities_and_of_the_words_of_names() throws SQLException {
        road.hear(Map.of("name", "Ada Lovelace"), "email:Ada@Example.org", "phone:+49 30 123456");
        road.hear(Map.of("name", "Алексей Толстой"), "crm:AB-17");
        for (String text : List.of(
                "ada",
                "LOVE",
                "love ada",
                "ada@exa",
                "email:ada@",
                "example.org",
                "+49 30 12",
                "phone:+4930",
                "ada,king")) {
            boolean found = !text.equals("ada,king");
            assertEquals(found ? List.of("p1") : List.of(), ids(text), text);
        }
        assertEquals(List.of("p3"), ids("толст"));
        assertEquals(List.of("p3"), ids("ab-1"));
        assertEquals(List.of(), ids("velace"));
        assertEquals(List.of(), ids("%"));
        assertEquals(List.of("p3", "p1"), ids(" "));
        road.hear(Map.of("name", "Ada King"), "email:Ada@Example.org");
        assertEquals(List.of(), ids("lovelace"));
        assertEquals(List.of("p1"), ids("king"));
    }

    private List<String> ids(String text) {
        return page(text, null).stream().map(Profile::id).toList();
    }

    @Test
    void a_timeline_is_read_in_pages_newest_first() throws SQLException {
        for (int i = 0; i < 3; i++) {
            road.hear("crm:4711");
            road.hear("email:ada@example.org", "crm:4711");
        }
        assertEquals(List.of(Position.of(6), Position.of(5)), profiles.timeline("p1", null, 2));
        assertEquals(
                List.of(Position.of(4), Position.of(3), Position.of(2)), profiles.timeline("p2", Position.of(5), 3));
        assertEquals(List.of(), profiles.timeline("p9", null, 2));
        assertEquals(Map.of(Position.of(2), "p1"), profiles.of(List.of(Position.of(2), Position.of(77))));
    }

    @Test
    void unlinking_parts_and_linking_joins_when_the_call_returns() throws SQLException {
        road.hear("email:ada@example.org", "crm:4711");
        profiles.unlink(ADA, CRM, "grace", "two people");
        assertEquals(List.of(ADA), profiles.find(ADA).orElseThrow().identities());
        assertEquals(List.of(), profiles.links("p1"));
        profiles.link(CRM, ADA, "grace", "one after all");
        assertEquals(List.of(ADA, CRM), profiles.find(CRM).orElseThrow().identities());
        assertEquals("person", profiles.links("p2").get(0).rule());
        assertEquals(Position.of(3), profiles.links("p2").get(0).evidence());
    }

    @Test
    void unlinking_what_other_links_still_connect_says_which() throws SQLException {
        road.hear("email:ada@example.org", "crm:4711");
        road.hear("crm:4711", "phone:+49 30 123456");
        road.hear("phone:+49 30 123456", "email:ada@example.org");
        AntiphonException conflict =
                assertThrows(AntiphonException.class, () -> profiles.unlink(ADA, CRM, "grace", "two people"));
        assertEquals(Code.CONFLICT, conflict.code());
        assertTrue(conflict.getMessage().contains(ADA + " – " + PHONE + " – " + CRM), conflict.getMessage());
        assertEquals(Code.CONFLICT, code(() -> profiles.unlink(ADA, CRM, "grace", "again")));
        profiles.unlink(PHONE, CRM, "grace", "two people");
        assertEquals(List.of(CRM), profiles.find(CRM).orElseThrow().identities());
        assertEquals(List.of(ADA, PHONE), profiles.find(ADA).orElseThrow().identities());
    }

    @Test
    void two_who_wait_for_a_persons_word_are_kept_apart_by_unlinking_them() throws SQLException {
        Map<String, Object> told = Map.of("name", "Ada Lovelace", "dob", "1980-12-10", "postcode", "10115");
        road.hear(told, "crm:4711");
        road.hear(told, "phone:+49 30 123456");
        assertEquals(CRM, profiles.candidates(null, 10).get(0).one());
        profiles.unlink(PHONE, CRM, "grace", "father and daughter");
        assertEquals(List.of(), profiles.candidates(null, 10));
        assertEquals(Code.NOT_FOUND, code(() -> profiles.unlink(PHONE, CRM, "grace", "again")));
        assertEquals(Code.INVALID, code(() -> profiles.candidates("nonsense", 10)));
        assertEquals(Code.INVALID, code(() -> profiles.candidates(null, 0)));
        profiles.link(PHONE, CRM, "grace", "one after all");
        assertEquals("p1", profiles.portrait("p2").orElseThrow().profile().id());
        assertTrue(profiles.portrait("p9").isEmpty());
    }

    @Test
    void who_is_unknown_can_be_neither_linked_nor_unlinked() throws SQLException {
        road.hear("email:ada@example.org");
        road.hear("crm:4711");
        assertEquals(Code.NOT_FOUND, code(() -> profiles.link(ADA, PHONE, "grace", "")));
        assertEquals(Code.NOT_FOUND, code(() -> profiles.unlink(PHONE, ADA, "grace", "")));
        assertEquals(Code.NOT_FOUND, code(() -> profiles.unlink(CRM, ADA, "grace", "")));
        assertEquals(
                Code.INVALID, code(() -> profiles.link(ADA, Identity.parse("email:ADA@example.org"), "grace", "")));
    }

    private static Code code(Runnable call) {
        return assertThrows(AntiphonException.class, call::run).code();
    }

    @Test
    void vitals_count_and_warn_of_shared_identities() throws SQLException {
        ProfileVitals vitals = new ProfileVitals(Given.settings(), state);
        for (int person = 1; person <= 52; person++) {
            road.hear("crm:" + person, "email:info@example.org");
        }
        Map<String, Double> metrics =
                vitals.metrics().stream().collect(java.util.stream.Collectors.toMap(Metric::name, Metric::value));
        assertEquals(3, metrics.get("profiles"));
        assertEquals(53, metrics.get("profile_identities"));
        assertEquals(50, metrics.get("profile_links"));
        assertEquals(49 + 1, metrics.get("profile_joins"));
        assertEquals("profile p1", vitals.problems().get(0).where());
        assertFalse(vitals.problems().toString().contains("info@"), "tells whose it is");
    }
}
