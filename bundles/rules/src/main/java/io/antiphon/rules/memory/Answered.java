package io.antiphon.rules.memory;

import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import java.util.Optional;

/**
 * What ends a silence: an answer that was delivered, one that another system recorded, or that somebody decided that none is needed.
 *
 * @param signal the position of the signal that is settled; empty for all of the conversation or the customer
 * @param conversation connection and conversation, with a space between them; empty if unknown
 * @param profile the customer; empty if unknown
 */
public record Answered(String signal, String conversation, String profile) {

    /** What an entry settles. */
    public static Optional<Answered> by(Entry entry) {
        if (entry instanceof Entry.Performed performed
                && performed.outcome() instanceof Outcome.Done
                && performed.action().type().equals("reply")
                && isAnswer(performed.action())) {
            Action action = performed.action();
            return Optional.of(new Answered(
                    "",
                    conversation(action.connection(), action.conversation()),
                    performed.profile() == null ? "" : performed.profile()));
        }
        if (entry instanceof Entry.Heard heard
                && heard.signal().direction() == Direction.OUTBOUND
                && heard.signal().conversation() != null) {
            return Optional.of(
                    new Answered("", conversation(heard.connection(), heard.signal().conversation()), ""));
        }
        return closed(entry);
    }

    /** Surveys, promotions and acknowledgements are sent, but answer nothing. */
    private static boolean isAnswer(Action action) {
        Object purpose = action.attributes().getOrDefault("purpose", "service");
        return "service".equals(purpose)
                && !Boolean.TRUE.equals(action.attributes().get("acknowledgement"));
    }

    private static Optional<Answered> closed(Entry entry) {
        if (entry instanceof Entry.Decided decided && decided.action().type().equals("case")) {
            Object op = decided.action().attributes().get("op");
            Object signal = decided.action().attributes().get("signal");
            String about = signal instanceof String given ? given : decided.cause().toString();
            boolean settles = "close".equals(op) || "thank".equals(op);
            return settles ? Optional.of(new Answered(about, "", "")) : Optional.empty();
        }
        if (entry instanceof Entry.Commanded order && order.command().equals("close")) {
            String conversation = text(order, "conversation");
            String where = conversation(text(order, "connection"), conversation.isEmpty() ? null : conversation);
            String profile = text(order, "profile");
            return where.isEmpty() && profile.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Answered("", where, profile));
        }
        return Optional.empty();
    }

    private static String text(Entry.Commanded order, String argument) {
        return order.arguments().get(argument) instanceof String text ? text : "";
    }

    static String conversation(String connection, @org.jspecify.annotations.Nullable String conversation) {
        return connection.isEmpty() || conversation == null || conversation.isEmpty()
                ? ""
                : connection + " " + conversation;
    }

    /** Whether an entry was decided by rules. */
    static boolean isOurs(Entry.Decided decided) {
        return decided.policy().equals(RulesPolicy.NAME);
    }
}
