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

    static SignalPage ofJournal(
            Journal journal,
            @Nullable Position after,
            @Nullable Position before,
            @Nullable String connection,
            boolean newestFirst,
            int limit) {
        List<Entry.Heard> items = new ArrayList<>();
        Position from = after;
        Position to = before;
        long characters = 0;
        while (items.size() < limit && characters < MOST_CHARACTERS) {
            int chunk = Math.min(CHUNK, limit - items.size());
            List<Entry.Heard> some = journal.heard(new Journal.HeardQuery(from, to, connection, newestFirst, chunk));
            items.addAll(some);
            if (some.size() < chunk) {
                return new SignalPage(items, null);
            }
            Position last = some.get(chunk - 1).position();
            from = newestFirst ? from : last;
            to = newestFirst ? last : to;
            characters += some.stream().mapToLong(SignalPage::characters).sum();
        }
        return new SignalPage(items, items.get(items.size() - 1).position());
    }

    static SignalPage ofProfile(
            Services services,
            String profile,
            @Nullable Position after,
            @Nullable Position before,
            @Nullable String connection,
            int limit) {
        Profiles profiles = services.need(Profiles.class);
        Journal journal = services.need(Journal.class);
        if (profiles.get(profile).isEmpty()) {
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
                    items.add(heard);
                    characters += characters(heard);
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
