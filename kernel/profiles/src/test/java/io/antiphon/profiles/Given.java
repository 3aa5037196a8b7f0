package io.antiphon.profiles;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings and entries to test with. */
final class Given {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private Given() {}

    static ProfileSettings settings() {
        return settings("");
    }

    static ProfileSettings settings(String region) {
        return settings(region, 50, 1_000);
    }

    static ProfileSettings settings(String region, int mostLinks, int mostIdentities) {
        return new Settings(region, mostLinks, mostIdentities, 2, false, "", "", "");
    }

    /** Settings under which what is told links by itself from a score on. */
    static ProfileSettings merging(double merge) {
        return new Settings("", 6, 12, merge, false, "", "", "");
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    record Settings(
            String region,
            int mostLinks,
            int mostIdentities,
            double merge,
            boolean acrossNetworks,
            String weights,
            String survivorship,
            String trust)
            implements ProfileSettings {
        @Override
        public String accounts() {
            return "account";
        }

        @Override
        public double ask() {
            return 0.9;
        }

        @Override
        public String legalBasis() {
            return "contract";
        }

        @Override
        public String emails() {
            return "email";
        }

        @Override
        public String phones() {
            return "phone";
        }

        @Override
        public String handles() {
            return "twitter, instagram, telegram";
        }

        @Override
        public int rebuild() {
            return 0;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return ProfileSettings.class;
        }
    }

    /** A signal at an offset, one second after that before it, with identities written {@code scheme:value}. */
    static Entry.Heard heard(long offset, String... identities) {
        return heard(offset, Map.of(), identities);
    }

    /** The same, telling about its giver. */
    static Entry.Heard heard(long offset, Map<String, Object> told, String... identities) {
        SignalBuilder signal = Signal.of("message").text("Hello").attribute("profile", told);
        for (String identity : identities) {
            Identity parsed = Identity.parse(identity);
            signal.identity(parsed.scheme(), parsed.value());
        }
        return at(offset, Entry.Heard.of("test", signal.build()));
    }

    /** The same, with other attributes. */
    static Entry.Heard with(long offset, Map<String, Object> attributes, String... identities) {
        SignalBuilder signal = Signal.of("message").text("Hello");
        attributes.forEach(signal::attribute);
        for (String identity : identities) {
            Identity parsed = Identity.parse(identity);
            signal.identity(parsed.scheme(), parsed.value());
        }
        return at(offset, Entry.Heard.of("test", signal.build()));
    }

    static Entry link(long offset, String one, String other) {
        return at(offset, Entry.Commanded.of("ada", "link", "p1", Map.of("one", one, "other", other, "reason", "")));
    }

    static Entry unlink(long offset, String one, String other) {
        return at(offset, Entry.Commanded.of("ada", "unlink", "p1", Map.of("one", one, "other", other, "reason", "")));
    }

    static Entry order(long offset, String subject) {
        return at(offset, Entry.Commanded.of("ada", "assign", subject, Map.of("to", "grace")));
    }

    /** A timer rang for a profile. */
    static Entry performed(long offset, @Nullable String profile) {
        Action action = Action.wakeAt(START, Map.of());
        Entry.Decided decided = Entry.Decided.of(Position.of(offset - 1), profile, "test", "1", 0, action);
        return at(offset, Entry.Performed.of(decided, new Outcome.Done(""), 0));
    }

    private static Entry.Heard at(long offset, Entry.Heard entry) {
        return entry.at(Position.of(offset), "0-" + offset, START.plusSeconds(offset));
    }

    private static Entry at(long offset, Entry entry) {
        return entry.at(Position.of(offset), "0-" + offset, START.plusSeconds(offset));
    }
}
