package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profiles.Portrait;
import io.antiphon.spi.Profiles.Word;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortraitsTest {

    private static final List<Entry> HISTORY = List.of(
            Given.heard(1, Map.of("name", "Ada King", "city", "London"), "crm:1", "email:ada@example.org"),
            Given.heard(2, Map.of("name", "Ada L."), "email:ada@example.org"),
            Given.heard(3, Map.of("name", "Ada L.", "city", "Berlin"), "cookie:7", "crm:1"),
            Given.heard(4, Map.of("name", "ada"), "twitter:ada", "crm:1"));

    @Test
    void by_default_the_latest_word_counts_and_is_told_with_who_gave_it_when() throws SQLException {
        assertEquals(
                List.of(
                        new Word("city", "Berlin", Identity.parse("cookie:7"), Position.of(3), "latest"),
                        new Word("name", "ada", Identity.parse("twitter:ada"), Position.of(4), "latest")),
                portrait("", "", HISTORY).words());
    }

    @Test
    void the_word_that_most_told_or_that_of_the_most_trusted_counts_where_configured() throws SQLException {
        List<Word> words =
                portrait("name=frequent, city=trusted", "crm, email", HISTORY).words();
        assertEquals(new Word("city", "London", Identity.parse("crm:1"), Position.of(1), "trusted"), words.get(0));
        assertEquals(new Word("name", "Ada L.", Identity.parse("cookie:7"), Position.of(3), "frequent"), words.get(1));
    }

    @Test
    void channels_and_languages_are_counted_over_the_latest_signals_the_most_first() throws SQLException {
        List<Entry> heard = new ArrayList<>();
        for (int i = 1; i <= 1_100; i++) {
            String channel = i <= 300 ? "phone" : i % 3 == 0 ? "webchat" : "email";
            Signal signal = Signal.of("message")
                    .text("Hello")
                    .channel(channel)
                    .language(i % 2 == 0 ? "de" : null)
                    .identity("crm", "1")
                    .build();
            heard.add(Entry.Heard.of("test", signal).at(Position.of(i), "0-" + i, Instant.EPOCH.plusSeconds(i)));
        }
        Portrait portrait = portrait("", "", heard);
        assertEquals(
                List.of("email", "webchat", "phone"),
                List.copyOf(portrait.channels().keySet()));
        assertEquals(200, portrait.channels().get("phone"));
        assertEquals(Map.of("de", 500L), portrait.languages());
        assertEquals(1_100, portrait.profile().signals());
    }

    private static Portrait portrait(String survivorship, String trust, List<Entry> history) throws SQLException {
        ProfileSettings settings = new Given.Settings("", 50, 1_000, 2, false, "", survivorship, trust);
        ProfileFold fold = new ProfileFold(settings);
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            fold.apply(history, tx);
            return new Portraits(new Rows(tx), new Survivorship(settings))
                    .of("p1")
                    .orElseThrow();
        }
    }

    @Test
    void settings_that_cannot_be_followed_are_problems() {
        List<String> problems =
                MatchSettings.problems(
                                new Given.Settings("", 50, 1_000, 0.5, false, "/no/such.weights", "name=oldest", ""))
                        .stream()
                        .map(problem -> problem.toString())
                        .toList();
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("/no/such.weights"), problems.toString());
        assertTrue(problems.get(1).contains("less than 'ask'"), problems.toString());
        assertTrue(problems.get(2).contains("'oldest'"), problems.toString());
        assertEquals(List.of(), MatchSettings.problems(Given.settings()));
    }
}
