package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.Candidate;
import io.antiphon.spi.Profiles.Link;
import io.antiphon.spi.Recognition.Recognised;
import io.antiphon.spi.Signal;
import io.antiphon.tck.FoldKit;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileFoldTest extends FoldKit {

    private static final String ADA = "email:ada@example.org";
    private static final String PHONE = "phone:+4930123456";
    private static final String CRM = "crm:4711";

    private ProfileFold fold = new ProfileFold(Given.settings("", 3, 1_000));
    private MemoryTx tx;

    @BeforeEach
    void open() throws SQLException {
        tx = MemoryTx.of(fold);
        fold.create(tx);
    }

    @AfterEach
    void close() throws SQLException {
        tx.close();
    }

    @Override
    protected Fold fold() {
        return new ProfileFold(Given.settings("", 4, 12));
    }

    @Override
    protected List<Entry> entries() {
        return Histories.random(new Random(1), 300, 9);
    }

    private Profile profile(String id) throws SQLException {
        return new Directory(new Rows(tx)).profile(id).orElseThrow();
    }

    @Test
    void a_signal_without_identities_is_anonymous() throws SQLException {
        Entry.Heard heard = Given.heard(1);
        assertEquals(List.of(Recognised.NOBODY), fold.recognise(List.of(heard), tx));
    }

    @Test
    void a_signal_with_two_identities_links_them_and_tells_the_evidence_once() throws SQLException {
        Entry.Heard first = Given.heard(1, "email:Ada@Example.org", PHONE);
        Entry.Heard second = Given.heard(2, ADA, "phone:+49 30 123456");
        List<Recognised> recognised = fold.recognise(List.of(first, second), tx);
        Insight link = recognised.get(0).links().get(0);
        assertEquals("link", link.type());
        assertEquals(PHONE, link.value());
        assertEquals(ADA, link.about());
        assertEquals(
                Map.of("rule", "same-signal", "evidence", "0-1", "score", 1.0, "basis", "contract"), link.attributes());
        assertEquals(1, recognised.get(0).links().size());
        assertEquals(List.of(), recognised.get(1).links());
        assertEquals("p1", recognised.get(0).profile().id());
        assertEquals(1, recognised.get(0).profile().signals());
        assertEquals("p1", recognised.get(1).profile().id());
        assertEquals(2, recognised.get(1).profile().signals());
    }

    @Test
    void the_profile_tells_when_it_was_seen_and_how_often() throws SQLException {
        Entry.Heard first = Given.heard(10, ADA);
        Entry.Heard last = Given.heard(20, PHONE, ADA);
        fold.apply(List.of(first, Given.heard(15, ADA), last), tx);
        Profile profile = profile("p1");
        assertEquals(first.at(), profile.firstSeen());
        assertEquals(last.at(), profile.lastSeen());
        assertEquals(3, profile.signals());
    }

    @Test
    void the_latest_word_on_a_trait_wins_whichever_identity_it_came_by() throws SQLException {
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("name", "A. Lovelace", "vip", true, "tags", List.of("a", 1, 2.5)), ADA),
                        Given.heard(2, Map.of("name", "Ada King"), PHONE),
                        Given.heard(3, Map.of("name", "Ada Lovelace"), ADA),
                        Given.heard(4, Map.of("address", Map.of("city", "London")), PHONE, ADA)),
                tx);
        assertEquals(
                Map.of(
                        "name",
                        "Ada Lovelace",
                        "vip",
                        true,
                        "tags",
                        List.of("a", 1L, 2.5),
                        "address",
                        Map.of("city", "London")),
                profile("p1").traits());
        fold.apply(List.of(Given.unlink(5, ADA, PHONE)), tx);
        assertEquals(
                Map.of("name", "Ada King", "address", Map.of("city", "London")),
                profile("p2").traits());
    }

    @Test
    void the_language_that_a_signal_states_is_a_trait() throws SQLException {
        Signal signal = Signal.of("review")
                .rating(4.0)
                .language("ru")
                .identity("crm", "1")
                .build();
        fold.apply(List.of(Entry.Heard.of("test", signal).at(Position.of(1), "0-1", Instant.EPOCH)), tx);
        assertEquals(Map.of("language", "ru"), profile("p1").traits());
    }

    @Test
    void a_trait_beyond_measure_is_left_out() throws SQLException {
        fold.apply(List.of(Given.heard(1, Map.of("name", "Ada", "story", "x".repeat(10_000)), ADA)), tx);
        assertEquals(Map.of("name", "Ada"), profile("p1").traits());
    }

    @Test
    void a_profile_tells_so_many_traits_and_no_more() throws SQLException {
        for (int person = 1; person <= 5; person++) {
            Map<String, Object> told = new java.util.HashMap<>();
            for (int i = 0; i < 64; i++) {
                told.put("trait" + person + "-" + i, i);
            }
            fold.apply(List.of(Given.heard(2L * person, told, "crm:" + person)), tx);
            fold.apply(List.of(Given.link(2L * person + 1, "crm:1", "crm:" + person)), tx);
        }
        assertEquals(256, profile("p1").traits().size());
        Entry last = Given.heard(20, Map.of("trait1-0", "news"), "crm:1");
        assertEquals(
                "news",
                fold.recognise(List.of(last), tx).get(0).profile().traits().get("trait1-0"));
    }

    @Test
    void joining_keeps_the_older_id_and_the_younger_one_leads_there() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA), Given.heard(2, CRM), Given.heard(3, PHONE)), tx);
        fold.apply(List.of(Given.heard(4, PHONE, CRM), Given.heard(5, PHONE, ADA)), tx);
        Profile joined = profile("p1");
        assertEquals(joined, profile("p2"));
        assertEquals(joined, profile("p3"));
        assertEquals(5, joined.signals());
    }

    @Test
    void unlinking_restores_both_sides_with_what_each_was_heard_to_say_meanwhile() throws SQLException {
        Entry.Heard[] ada = {Given.heard(1, ADA), Given.heard(5, ADA), Given.heard(7, ADA)};
        Entry.Heard[] crm = {Given.heard(2, CRM), Given.heard(3, CRM, "twitter:ada"), Given.heard(6, "twitter:ada")};
        fold.apply(List.of(ada[0], crm[0], crm[1], Given.heard(4, ADA, CRM), ada[1], crm[2], ada[2]), tx);
        assertEquals(1, new Rows(tx).totals().profiles());
        fold.apply(List.of(Given.unlink(8, CRM, ADA)), tx);
        Directory directory = new Directory(new Rows(tx));
        assertEquals(positions(7, 5, 4, 1), directory.timeline("p1", null, 10));
        assertEquals(positions(6, 3, 2), directory.timeline("p2", null, 10));
        assertEquals(
                List.of(Identity.parse(ADA)),
                directory.profile("p1").orElseThrow().identities());
        assertEquals(directory.profile("p2"), directory.profile(Identity.parse("twitter:ada")));
    }

    private static List<Position> positions(long... offsets) {
        return java.util.Arrays.stream(offsets).mapToObj(Position::of).toList();
    }

    @Test
    void what_a_person_parted_no_signal_joins_again_but_a_person_may() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA, CRM), Given.unlink(2, ADA, CRM), Given.heard(3, ADA, CRM)), tx);
        assertNotEquals(profile("p1"), profile("p2"));
        fold.apply(List.of(Given.link(4, CRM, ADA), Given.heard(5, ADA, CRM)), tx);
        assertEquals(profile("p1"), profile("p2"));
        assertEquals("person", new Directory(new Rows(tx)).links("p2").get(0).rule());
    }

    @Test
    void an_order_that_does_not_apply_changes_nothing_but_the_position() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA, CRM), Given.heard(2, PHONE), Given.link(3, ADA, PHONE)), tx);
        List<String> before = rows();
        fold.apply(
                List.of(
                        Given.link(4, ADA, PHONE),
                        Given.link(4, ADA, ADA),
                        Given.unlink(4, ADA, "crm:nobody"),
                        Given.unlink(4, "nonsense", ADA)),
                tx);
        assertEquals(before, rows());
    }

    private List<String> rows() throws SQLException {
        List<String> rows = tx.dump();
        rows.removeIf(row -> row.startsWith("totals"));
        return rows;
    }

    @Test
    void a_person_may_say_that_two_are_two_before_anything_links_them() throws SQLException {
        fold.apply(List.of(Given.heard(1, ADA), Given.heard(2, CRM), Given.unlink(3, ADA, CRM)), tx);
        fold.apply(List.of(Given.heard(4, ADA, CRM)), tx);
        assertNotEquals(profile("p1"), profile("p2"));
    }

    @Test
    void a_link_tells_how_it_is_known_when_and_on_which_basis() throws SQLException {
        Entry.Heard crm = Given.with(1, Map.of("evidence", "crm", "legalBasis", "consent"), CRM, ADA);
        Entry.Heard web = Given.with(2, Map.of("evidence", "authenticated"), ADA, PHONE);
        Entry.Heard odd = Given.with(3, Map.of("evidence", "rumour", "legalBasis", 7), ADA, "twitter:ada");
        fold.apply(List.of(crm, web, odd, Given.heard(4, "crm:9"), Given.link(5, "crm:9", ADA)), tx);
        List<Link> links = new Directory(new Rows(tx)).links("p1");
        assertEquals(
                List.of("crm consent", "authenticated contract", "same-signal contract", "person contract"),
                links.stream().map(link -> link.rule() + " " + link.basis()).toList());
        assertEquals(
                List.of(crm.at(), web.at()),
                links.stream().map(Link::at).limit(2).toList());
    }

    @Test
    void a_profile_does_not_grow_past_two_dates_of_birth_without_a_person() throws SQLException {
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("dateOfBirth", "1980-02-11"), ADA),
                        Given.heard(2, Map.of("dob", "11.12.1952"), CRM),
                        Given.heard(3, ADA, PHONE),
                        Given.heard(4, CRM, PHONE)),
                tx);
        assertNotEquals(profile("p1"), profile("p2"));
        Candidate asked = candidates().get(0);
        assertEquals("contradiction", asked.objection());
        assertEquals("same-signal", asked.rule());
        fold.apply(List.of(Given.link(5, CRM, PHONE)), tx);
        assertEquals(profile("p1"), profile("p2"));
        assertEquals(List.of(), candidates());
    }

    private List<Candidate> candidates() throws SQLException {
        return new Candidates(new Rows(tx), new Limits(3, 1_000), 0.9).page(null, 10);
    }

    @Test
    void a_slip_in_a_date_of_birth_is_no_contradiction() throws SQLException {
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("dob", "1980-02-11"), ADA),
                        Given.heard(2, Map.of("dob", "1980-11-02"), CRM),
                        Given.heard(3, ADA, CRM)),
                tx);
        assertEquals(profile("p1"), profile("p2"));
    }

    @Test
    void an_identity_that_tells_two_dates_of_birth_is_shared_and_links_no_further() throws SQLException {
        String home = "phone:+4930999999";
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("dob", "1980-02-11"), home),
                        Given.heard(2, Map.of("dob", "1952-12-30"), home),
                        Given.heard(3, ADA, home),
                        Given.heard(4, CRM, home)),
                tx);
        assertNotEquals(profile("p1"), profile("p2"));
        assertNotEquals(profile("p2"), profile("p3"));
        assertEquals(
                List.of("shared", "shared"),
                candidates().stream().map(Candidate::objection).toList());
    }

    @Test
    void what_was_refused_because_of_a_link_is_judged_anew_when_that_is_undone() throws SQLException {
        fold.apply(
                List.of(
                        Given.heard(1, Map.of("dob", "1980-02-11"), ADA),
                        Given.heard(2, CRM),
                        Given.heard(3, Map.of("dob", "1952-12-30"), PHONE),
                        Given.link(4, ADA, CRM),
                        Given.heard(5, CRM, PHONE)),
                tx);
        assertNotEquals(profile("p2"), profile("p3"));
        fold.apply(List.of(Given.unlink(6, ADA, CRM)), tx);
        assertEquals(profile("p2"), profile("p3"));
        assertNotEquals(profile("p1"), profile("p2"));
    }

    @Test
    void people_of_one_account_belong_to_it_and_are_not_it() throws SQLException {
        String account = "account:acme";
        fold.apply(List.of(Given.heard(1, ADA, account), Given.heard(2, account, CRM), Given.heard(3, account)), tx);
        assertEquals(3, new Rows(tx).totals().profiles());
        assertEquals(1, profile("p2").signals());
        Portraits portraits = new Portraits(new Rows(tx), new Survivorship(Given.settings()));
        assertEquals(
                List.of(Identity.parse(account)),
                portraits.of("p1").orElseThrow().accounts());
        assertEquals(
                List.of(Identity.parse(CRM), Identity.parse(ADA)),
                portraits.of("p2").orElseThrow().members());
    }

    @Test
    void an_address_that_many_share_joins_only_so_many() throws SQLException {
        for (int person = 1; person <= 5; person++) {
            fold.apply(List.of(Given.heard(person, "crm:" + person, "email:info@example.org")), tx);
        }
        Totals totals = new Rows(tx).totals();
        assertEquals(3, totals.links());
        assertEquals(2, totals.refused());
        assertEquals(1, totals.shared());
        assertEquals("p1", new Directory(new Rows(tx)).lastShared().orElseThrow());
    }

    @Test
    void placeholders_join_nobody() throws SQLException {
        Entry.Heard first = Given.heard(1, "email:n/a", "crm:1");
        Entry.Heard second = Given.heard(2, "email:n/a", "crm:2");
        List<Recognised> recognised = fold.recognise(List.of(first, second), tx);
        assertNotEquals(
                recognised.get(0).profile().id(), recognised.get(1).profile().id());
        assertTrue(recognised.get(0).profile().identities().contains(Identity.parse("crm:1")));
    }
}
