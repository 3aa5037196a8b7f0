package io.antiphon.spi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to do, decided by a policy or a person. Nothing has happened yet: guards judge it, then
 * a sink performs it.
 *
 * @param id stable over restarts and repeats, computed by the kernel from the position of the entry
 *     that caused it, the policy and the index; empty until then. Sinks deduplicate on it
 * @param type what to do: {@code reply, publish, notify, wake, …}
 * @param connection the connection whose sink performs it; empty for what the kernel does itself
 * @param to whom; null if it follows from the conversation
 * @param conversation the thread to answer in; null if none
 * @param inReplyTo the external id of the signal to answer; null if none
 * @param text what to say; null if nothing
 * @param notBefore the earliest time; null for at once
 * @param attributes details, as {@link Signal#attributes}. By convention of what leaves: {@code unit} and {@code channel} as of the
 *     signal that is answered, {@code purpose} ({@code service} unless stated, {@code promotion}, {@code survey}), {@code campaign},
 *     {@code subject} (of a mail), {@code case} (the case's id) and {@code language}. Guards go by them
 */
public record Action(
        String id,
        String type,
        String connection,
        @Nullable Identity to,
        @Nullable String conversation,
        @Nullable String inReplyTo,
        @Nullable String text,
        @Nullable Instant notBefore,
        Map<String, Object> attributes) {

    /** The type of an action that only comes back at its time. */
    public static final String WAKE = "wake";

    /** Checks that the type is there; copies. */
    public Action {
        if (type.isBlank()) {
            throw new IllegalArgumentException("type: an action needs one, such as reply or wake");
        }
        attributes = Attributes.copy(attributes);
    }

    /** An action of a type for a connection. */
    public static Action of(String type, String connection) {
        return new Action("", type, connection, null, null, null, null, null, Map.of());
    }

    /**
     * A timer: the kernel appends its {@link Entry.Performed} at or soon after the instant, and policies
     * are asked about that entry.
     *
     * @param attributes what to remember until then
     */
    public static Action wakeAt(Instant when, Map<String, ?> attributes) {
        return new Action("", WAKE, "", null, null, null, null, when, Attributes.copy(attributes));
    }

    /** An action that answers a signal in its conversation with a text. */
    public static Action reply(String connection, Signal signal, String text) {
        Identity to = signal.identities().isEmpty() ? null : signal.identities().get(0);
        return new Action(
                "", "reply", connection, to, signal.conversation(), signal.externalId(), text, null, Map.of());
    }

    /** The same to somebody. */
    public Action to(Identity whom) {
        return new Action(id, type, connection, whom, conversation, inReplyTo, text, notBefore, attributes);
    }

    /** The same, saying something. */
    public Action saying(String words) {
        return new Action(id, type, connection, to, conversation, inReplyTo, words, notBefore, attributes);
    }

    /** The same with details. */
    public Action details(Map<String, ?> values) {
        return new Action(id, type, connection, to, conversation, inReplyTo, text, notBefore, Attributes.copy(values));
    }

    /** The same with its id; the kernel calls this. */
    public Action withId(String itsId) {
        return new Action(itsId, type, connection, to, conversation, inReplyTo, text, notBefore, attributes);
    }
}
