package io.antiphon.outbound.approval;

import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that an action may leave.
 *
 * @param position of the order, as an offset in the journal
 */
public record Approval(String action, long position, String who, Instant at) {

    /** What an order says; null if it is about no action. */
    public static @Nullable Approval of(Entry.Commanded order) {
        String action = Words.subject(order, Words.ACTION);
        return action.isEmpty()
                ? null
                : new Approval(action, order.position().offset(), order.who(), order.at());
    }
}
