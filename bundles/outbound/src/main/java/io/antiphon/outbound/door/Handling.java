package io.antiphon.outbound.door;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.approval.ApprovalGuard;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people do with what waits: approve, discard, resolve, one or many, within what they answer for. */
public final class Handling {

    /** The most at once. */
    public static final int MOST = 5_000;

    private static final int PIECE = 1_000;
    private static final int MOST_TOLD = 50;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Standing standing;

    /** What came of many. @param refused by id, the reason; the first few. @param more whether some were not reached in time */
    public record Done(int done, Map<String, String> refused, boolean more) {}

    /** Over what waits. */
    public Handling(Standing standing) {
        this.standing = standing;
    }

    private Outbox outbox() {
        return standing.outbox()
                .orElseThrow(() -> new AntiphonException(
                        Code.UNAVAILABLE, "The outbox is away; nothing leaves meanwhile", Duration.ofSeconds(2), null));
    }

    /** An action that has not left, if the person may see it. */
    public Outbox.Item item(String id, Person person) {
        return outbox()
                .find(id)
                .filter(item -> person.covers(
                        standing.leaving(item.decided().action()).unit()))
                .orElseThrow(() ->
                        new AntiphonException(Code.NOT_FOUND, "No action '" + id + "' waits: it has left, or never was"));
    }

    /** Approves one. @throws AntiphonException NOT_FOUND, FORBIDDEN if another must do that */
    public void approve(String id, String reason, Person person) {
        Done done = approve(List.of(id), reason, person);
        if (done.done() == 0) {
            item(id, person);
            throw new AntiphonException(Code.FORBIDDEN, done.refused().getOrDefault(id, "It cannot be approved"));
        }
    }

    /** Approves many, in one piece each thousand. */
    public Done approve(List<String> ids, String reason, Person person) {
        Book book = standing.known();
        List<Entry.Commanded> orders = new ArrayList<>();
        Map<String, String> refused = new java.util.LinkedHashMap<>();
        for (String id : ids) {
            try {
                Leaving leaving = standing.leaving(item(id, person).decided().action());
                if (leaving.author().equals(person.name()) && ApprovalGuard.isAsked(leaving, book)) {
                    refuse(refused, id, "Four eyes: another than its author, " + person.name() + ", must approve it");
                } else {
                    orders.add(Entry.Commanded.of(
                            person.name(), Words.APPROVE, Words.ACTION + id, Map.of("reason", reason)));
                }
            } catch (AntiphonException e) {
                refuse(refused, id, String.valueOf(e.getMessage()));
            }
        }
        for (int from = 0; from < orders.size(); from += PIECE) {
            standing.order(orders.subList(from, Math.min(orders.size(), from + PIECE)));
        }
        if (!orders.isEmpty()) {
            standing.reconsider();
        }
        return new Done(orders.size(), refused, false);
    }

    private static void refuse(Map<String, String> refused, String id, String why) {
        if (refused.size() < MOST_TOLD) {
            refused.put(id, why);
        }
    }

    /** Discards one, for good. */
    public void discard(String id, String reason, Person person) {
        item(id, person);
        outbox().discard(id, person.name(), reason);
    }

    /** Discards many, as many as there is time for. */
    public Done discard(List<String> ids, String reason, Person person) {
        Map<String, String> refused = new java.util.LinkedHashMap<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        int done = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (System.nanoTime() > end) {
                return new Done(done, refused, true);
            }
            try {
                discard(ids.get(i), reason, person);
                done++;
            } catch (AntiphonException e) {
                refuse(refused, ids.get(i), String.valueOf(e.getMessage()));
            }
        }
        return new Done(done, refused, false);
    }

    /** Says whether it happened. */
    public void resolve(String id, boolean happened, String reason, Person person) {
        item(id, person);
        outbox().resolve(id, happened, person.name(), reason);
    }
}
