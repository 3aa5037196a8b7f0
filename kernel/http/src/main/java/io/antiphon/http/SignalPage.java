package io.antiphon.http;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals of one page. A page ends early when its texts grow too long together.
 *
 * @param last where the next page goes on; null if this is the last one
 */
record SignalPage(List<Entry.Heard> items, @Nullable Position last) {

    private static final int CHUNK = 100;
    private static final long MOST_CHARACTERS = 8_000_000;
    private static final int MOST_LOOKED = 20_000;

    static SignalPage ofJournal(
            Sight sight,
            @Nullable Position after,
            @Nullable Position before,
            @Nullable String connection,
            boolean newestFirst,
            int limit) {
        Journal journal = sight.services().need(Journal.class);
        List<Entry.Heard> items = new ArrayList<>();
        Position from = after;
        Position to = before;
        Position last = null;
        long characters = 0;
        for (int looked = 0; looked < MOST_LOOKED && characters < MOST_CHARACTERS; ) {
            int chunk = sight.isWhole() ? Math.min(CHUNK, limit - items.size()) : CHUNK;
            List<Entry.Heard> some = journal.heard(new Journal.HeardQuery(from, to, connection, newestFirst, chunk));
            for (Entry.Heard heard : some) {
                last = heard.position();
                characters += characters(heard);
                if (sight.sees(heard)) {
                    items.add(heard);
                }
                if (items.size() == limit) {
                    return new SignalPage(items, last);
                }
            }
            if (some.size() < chunk) {
                return new SignalPage(items, null);
            }
            looked += chunk;
            from = newestFirst ? from : last;
            to = newestFirst ? last : to;
        }
        return new SignalPage(items, last);
    }

    static SignalPage ofProfile(
            Sight sight,
            String profile,
            @Nullable Position after,
            @Nullable Position before,
            @Nullable String connection,
            int limit) {
        Profiles profiles = sight.services().need(Profiles.class);
        Journal journal = sight.services().need(Journal.class);
        if (profiles.get(profile).filter(sight::sees).isEmpty()) {
            throw Refusal.notFound("There is no profile '" + Problems.shown(profile) + "'.");
        }
        List<Entry.Heard> items = new ArrayList<>();
        Position to = before;
        long characters = 0;
        while (characters < MOST_CHARACTERS) {
            List<Position> some = profiles.timeline(profile, to, CHUNK);
            for (Position position : some) {
                if (after != null && !position.isAfter(after)) {
                    return new SignalPage(items, null);
                }
                to = position;
                if (journal.get(position).orElse(null) instanceof Entry.Heard heard
                        && (connection == null || connection.equals(heard.connection()))) {
                    characters += characters(heard);
                    if (sight.sees(heard)) {
                        items.add(heard);
                    }
                }
                if (items.size() == limit) {
                    return new SignalPage(items, to);
                }
            }
            if (some.size() < CHUNK) {
                return new SignalPage(items, null);
            }
        }
        return new SignalPage(items, to);
    }

    private static long characters(Entry.Heard heard) {
        String text = heard.signal().text();
        return (text == null ? 0 : text.length()) + 500;
    }

    List<Position> positions() {
        return items.stream().map(Entry.Heard::position).toList();
    }

    /** What the next page goes on from; null if there is none. */
    @Nullable
    String next() {
        Position goOn = last;
        return goOn == null ? null : goOn.toString();
    }
}
