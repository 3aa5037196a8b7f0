package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.Candidate;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sqlite.ProgressHandler;

/** Likely pairs: found as things are told, put before a person, and linked only where that is configured. */
class SuggestionsTest {

    private static final Map<String, Object> ADA = Map.of(
            "name",
            "Ada Lovelace",
            "birthDate",
            "1980-12-10",
            "address",
            Map.of("postcode", "10115", "city", "Berlin"));
    private static final Map<String, Object> SLIPPED =
            Map.of("firstName", "Ada", "lastName", "Lovelase", "dob", "10.12.1980", "zip", "10115", "city", "Berlin");

    private ProfileFold fold = new ProfileFold(Given.settings());
    private MemoryTx tx = open(fold);

    private static MemoryTx open(ProfileFold fold) {
        try {
            MemoryTx tx = MemoryTx.of(fold);
            fold.create(tx);
            return tx;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void reopen(ProfileSettings settings) throws SQLException {
        tx.close();
        fold = new ProfileFold(settings);
        tx = open(fold);
    }

    @AfterEach
    void close() throws SQLException {
        tx.close();
    }

    private List<Candidate> candidates() throws SQLException {
        return new Candidates(new Rows(tx), new Limits(50, 1_000), 0.9).page(null, 100);
    }

    private Profile profile(String identity) throws SQLException {
        return new Directory(new Rows(tx)).profile(Identity.parse(identity)).orElseThrow();
    }

    @Test
    void two_who_are_likely_one_are_put_before_a_person_and_not_joined() throws SQLException {
        Entry.Heard second = Given.heard(2, SLIPPED, "cookie:77");
        fold.apply(List.of(Given.heard(1, ADA, "crm:1"), second), tx);
        assertNotEquals(profile("crm:1"), profile("cookie:77"));
        Candidate candidate = candidates().get(0);
        assertEquals(Identity.parse("crm:1"), candidate.one());
        assertEquals(Identity.parse("cookie:77"), candidate.other());
        assertEquals("match", candidate.rule());
        assertTrue(candidate.score() > 0.99, "score " + candidate.score());
        assertEquals(second.position(), candidate.evidence());
        assertEquals(second.at(), candidate.at());
        assertEquals("contract", candidate.basis());
        assertEquals("", candidate.objection());
    }

    @Test
    void a_persons_word_takes_a_pair_off_the_list_either_way() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA, "crm:1"), Given.heard(2, SLIPPED, "cookie:77")), tx);
        fold.apply(List.of(Given.unlink(3, "crm:1", "cookie:77")), tx);
        assertEquals(List.of(), candidates());
        fold.apply(List.of(Given.heard(4, Map.of("lastName", "Lovelace"), "cookie:77")), tx);
        assertEquals(List.of(), candidates());
        fold.apply(List.of(Given.link(5, "crm:1", "cookie:77")), tx);
        assertEquals(profile("crm:1"), profile("cookie:77"));
    }

    @Test
    void a_name_alone_or_a_shared_home_alone_suggests_nothing() throws SQLException {
        Map<String, Object> home = Map.of("street", "Mill Lane 4", "postcode", "10115", "city", "Berlin");
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("name", "Ada Lovelace"), "crm:1"),
                        Given.heard(2, Map.of("name", "Ada Lovelace"), "crm:2"),
                        Given.heard(3, with(home, "name", "Anna King", "dob", "1950-01-02"), "crm:3"),
                        Given.heard(4, with(home, "name", "Berta King", "dob", "1981-11-20"), "crm:4")),
                tx);
        assertEquals(List.of(), candidates());
    }

    private static Map<String, Object> with(Map<String, Object> told, Object... more) {
        Map<String, Object> all = new HashMap<>(told);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void an_address_told_as_a_trait_is_compared_with_the_identity_it_is() throws SQLException {
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("name", "Ada Lovelace"), "email:ada@example.org"),
                        Given.heard(2, Map.of("name", "A. Lovelace", "email", "Ada@Example.org"), "crm:1")),
                tx);
        assertEquals(1, candidates().size());
    }

    @Test
    void where_configured_the_surest_are_linked_and_told_and_parted_when_they_turn_out_not_to_be() throws SQLException {
        reopen(Given.merging(0.98));
        fold.apply(List.of(Given.heard(1, ADA, "crm:1")), tx);
        List<Insight> links = fold.recognise(List.of(Given.heard(2, SLIPPED, "cookie:77")), tx)
                .get(0)
                .links();
        assertEquals(profile("crm:1"), profile("cookie:77"));
        assertEquals("crm:1", links.get(0).value());
        assertEquals("match", links.get(0).attributes().get("rule"));
        assertEquals("match", new Directory(new Rows(tx)).links("p1").get(0).rule());
        fold.apply(List.of(Given.heard(3, Map.of("dob", "1955-03-04", "firstName", "Bertram"), "cookie:77")), tx);
        assertNotEquals(profile("crm:1"), profile("cookie:77"));
        assertEquals(0, new Rows(tx).totals().links());
    }

    @Test
    void what_was_linked_stays_so_when_more_is_asked_for_and_another_link_beside_it_is_undone() throws SQLException {
        reopen(Given.merging(0.98));
        fold.apply(
                List.of(
                        Given.heard(1, ADA, "crm:1"),
                        Given.heard(2, SLIPPED, "cookie:77"),
                        Given.heard(3, Map.of(), "cookie:77", "phone:+49 30 123456")),
                tx);
        assertEquals(profile("crm:1"), profile("cookie:77"));
        fold = new ProfileFold(Given.settings());
        fold.apply(List.of(Given.unlink(4, "cookie:77", "phone:+49 30 123456")), tx);
        assertEquals(profile("crm:1"), profile("cookie:77"));
        assertNotEquals(profile("crm:1"), profile("phone:+4930123456"));
        assertEquals(1, new Rows(tx).totals().links());
    }

    @Test
    void names_that_differ_within_a_character_of_two_halves_are_kept() throws SQLException {
        Map<String, Object> told = Map.of("given_name", "小林一𠮷", "surname", "小林一𪛥", "date_of_birth", "1980-01-01");
        fold.apply(List.of(Given.heard(1, told, "crm:1"), Given.heard(2, told, "cookie:77")), tx);
        assertEquals(1, candidates().size());
    }

    @Test
    void the_surest_are_not_linked_against_what_contradicts() throws SQLException {
        reopen(Given.merging(0.98));
        Map<String, Object> other = with(ADA, "email", "ada@example.org", "phone", "+49 30 123456", "ssn", "5392569");
        Map<String, Object> own = with(ADA, "email", "ada@example.org", "phone", "+49 30 123456", "ssn", "9182730");
        fold.apply(List.of(Given.heard(1, other, "crm:1"), Given.heard(2, own, "cookie:77")), tx);
        assertNotEquals(profile("crm:1"), profile("cookie:77"));
        assertEquals("contradiction", candidates().get(0).objection());
    }

    @Test
    void accounts_on_two_social_networks_are_compared_only_where_that_is_configured() throws SQLException {
        List<Entry> heard = List.of(Given.heard(1, ADA, "twitter:ada"), Given.heard(2, SLIPPED, "instagram:lovelace"));
        fold.apply(heard, tx);
        reopen(new Given.Settings("", 50, 1_000, 2, true, "", "", ""));
        fold.apply(heard, tx);
        assertEquals(1, candidates().size());
    }

    @Test
    void a_company_is_not_compared_with_people() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA, "account:ada"), Given.heard(2, ADA, "crm:1")), tx);
        assertEquals(List.of(), candidates());
    }

    @Test
    void what_too_many_have_in_common_suggests_nothing_and_stays_bounded() throws SQLException {
        List<Entry> crowd = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            crowd.add(Given.heard(i, ADA, "crm:" + i));
        }
        fold.apply(crowd, tx);
        long matches =
                tx.dump().stream().filter(row -> row.contains("rule=match")).count();
        assertTrue(matches <= 24 * 24 / 2, matches + " suggestions");
    }

    @Test
    void who_tells_nothing_new_changes_no_row_of_what_is_compared() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA, "crm:1"), Given.heard(2, SLIPPED, "cookie:77")), tx);
        List<String> before = compared();
        fold.apply(List.of(Given.heard(3, ADA, "crm:1"), Given.heard(4, SLIPPED, "cookie:77")), tx);
        assertEquals(before, compared());
    }

    private List<String> compared() throws SQLException {
        return tx.dump().stream()
                .filter(row -> row.startsWith("key|") || row.startsWith("edge|"))
                .toList();
    }

    @Test
    void a_node_is_looked_for_under_what_it_is_called_now() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA, "crm:1"), Given.heard(2, Map.of("name", "Grace Hopper"), "crm:1")), tx);
        assertTrue(tx.dump().stream().noneMatch(row -> row.startsWith("key|") && row.contains("l142|")));
        assertTrue(tx.dump().stream().anyMatch(row -> row.startsWith("key|") && row.contains("h16|")));
    }

    @Test
    void pages_of_candidates_go_on_where_the_last_one_ended() throws SQLException {
        List<Entry> heard = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Map<String, Object> told =
                    Map.of("name", "Ada Lovelace", "dob", "1980-12-1" + i, "postcode", "1011" + i % 2);
            heard.add(Given.heard(i + 1L, told, "crm:" + i));
        }
        fold.apply(heard, tx);
        Candidates all = new Candidates(new Rows(tx), new Limits(50, 1_000), 0.9);
        List<Candidate> whole = all.page(null, 100);
        assertTrue(whole.size() > 10, whole.size() + " candidates");
        List<Candidate> paged = new ArrayList<>();
        for (List<Candidate> page = all.page(null, 4);
                !page.isEmpty();
                page = all.page(paged.get(paged.size() - 1).id(), 4)) {
            paged.addAll(page);
        }
        assertEquals(whole, paged);
        Set<String> pairs = new HashSet<>();
        double last = 1;
        for (Candidate candidate : whole) {
            assertTrue(candidate.score() <= last, "not the likeliest first");
            last = candidate.score();
            assertTrue(pairs.add(candidate.one() + " " + candidate.other()), "twice");
        }
    }

    @Test
    void a_page_of_candidates_reads_a_large_profile_once() throws SQLException {
        int chain = 300;
        int others = 200;
        List<Entry> heard = new ArrayList<>();
        for (int i = 1; i <= chain; i++) {
            heard.add(Given.heard(i, Map.of(), "crm:" + i, "crm:" + (i + 1)));
        }
        for (int i = 1; i <= others; i++) {
            heard.add(Given.heard(chain + i, Map.of(), "cookie:" + i));
        }
        fold.apply(heard, tx);
        tx.prepare("INSERT INTO " + tx.table("edge")
                        + " SELECT MIN(a.id, b.id), MAX(a.id, b.id), 'match', 1, 1, 0.95, 'contract', 0 FROM "
                        + tx.table("node") + " a, " + tx.table("node")
                        + " b WHERE a.scheme = 'crm' AND a.value = '150' AND b.scheme = 'cookie'")
                .executeUpdate();
        AtomicLong steps = new AtomicLong();
        ProgressHandler counting = new ProgressHandler() {
            @Override
            protected int progress() {
                steps.incrementAndGet();
                return 0;
            }
        };
        ProgressHandler.setHandler(tx.prepare("SELECT 1").getConnection(), 1, counting);
        List<Candidate> page = new Candidates(new Rows(tx), new Limits(50, 1_000), 0.9).page(null, 1_000);
        ProgressHandler.clearHandler(tx.prepare("SELECT 1").getConnection());
        assertEquals(others, page.size());
        assertTrue(steps.get() < (long) chain * others, steps + " steps of the database");
    }
}
