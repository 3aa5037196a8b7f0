package io.antiphon.outbound.stop;

import io.antiphon.outbound.approval.Approval;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Entry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stop that somebody pressed. It holds all within its scope until it is resumed or its time is over. After it was resumed it still
 * holds what had waited and was not approved: each action whose cause stands in the journal before the order to resume.
 *
 * @param position of the order, as an offset in the journal
 * @param until when it ends by itself; null if a person must resume it
 * @param resumed how it was resumed; null if it was not
 */
public record Stop(
        String id,
        long position,
        String who,
        Instant at,
        Scope scope,
        String reason,
        @Nullable Instant until,
        @Nullable Resumed resumed) {

    private static final String SUBJECT = "stop ";
    private static final String ALL = "all";

    /**
     * How a stop was resumed.
     *
     * @param position of the order, as an offset in the journal
     * @param all whether all that waited may leave
     * @param approved the actions that may, if not all
     */
    public record Resumed(long position, String who, Instant at, boolean all, Set<String> approved) {

        /** Copies. */
        public Resumed {
            approved = Set.copyOf(approved);
        }

        /** What an order says. */
        public static Resumed of(Entry.Commanded order) {
            Object approve = order.arguments().get("approve");
            Set<String> ids = approve instanceof List<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.of();
            return new Resumed(order.position().offset(), order.who(), order.at(), ALL.equals(approve), ids);
        }

        /** The same with the actions that may leave. */
        public Resumed approving(Set<String> actions) {
            return new Resumed(position, who, at, all, actions);
        }
    }

    /** What an order says; null if it is about no stop. */
    public static @Nullable Stop of(Entry.Commanded order) {
        String id = Words.subject(order, SUBJECT);
        if (id.isEmpty()) {
            return null;
        }
        Map<String, Object> told = order.arguments();
        Scope scope = new Scope(
                Words.text(told, "unit"),
                Words.text(told, "channel"),
                Words.text(told, "connection"),
                Words.text(told, "campaign"));
        return new Stop(
                id,
                order.position().offset(),
                order.who(),
                order.at(),
                scope,
                Words.text(told, "reason"),
                instant(Words.text(told, "until")),
                null);
    }

    private static @Nullable Instant instant(String told) {
        try {
            return told.isEmpty() ? null : Instant.parse(told);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The same, resumed; the first time counts. */
    public Stop resumed(Resumed how) {
        return new Stop(id, position, who, at, scope, reason, until, how);
    }

    /** Whether it holds all within its scope now. */
    public boolean isOn(Instant now) {
        return resumed == null && (until == null || now.isBefore(until));
    }

    /**
     * Whether it still holds an action although it was resumed.
     *
     * @param cause the offset of the entry that caused the action
     */
    public boolean holdsBack(String action, long cause, List<Approval> approvals) {
        Resumed how = resumed;
        return how != null
                && !how.all()
                && cause < how.position()
                && !how.approved().contains(action)
                && approvals.stream().noneMatch(approval -> approval.position() > how.position());
    }
}
