package io.antiphon.connector.demo;

import io.antiphon.spi.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Answers of people that simulated customers have yet to say something to. Only played: a restart forgets them. Thread-safe. */
final class Reactions {

    static final Duration PAUSE = Duration.ofSeconds(8);

    private static final int MOST = 10_000;

    private final Deque<Coming> coming = new ArrayDeque<>();

    /** An answer, and when the customer has read it. */
    private record Coming(Action answer, String conversation, Instant when) {}

    /** Something was said to a customer; only what a person wrote is answered, or rules would talk to themselves for ever. */
    synchronized void said(Action action, Instant now) {
        String conversation = action.conversation();
        boolean byPerson = action.attributes().get("by") instanceof String by && !by.isEmpty();
        if (conversation != null && byPerson && action.type().equals("reply") && coming.size() < MOST) {
            coming.add(new Coming(action, conversation, now.plus(PAUSE)));
        }
    }

    /** Takes the answers that have been read in conversations whose names begin so. */
    synchronized List<Action> due(String conversations, Instant now) {
        List<Action> due = new ArrayList<>();
        for (Iterator<Coming> all = coming.iterator(); all.hasNext(); ) {
            Coming one = all.next();
            if (!one.when().isAfter(now) && one.conversation().startsWith(conversations)) {
                due.add(one.answer());
                all.remove();
            }
        }
        return due;
    }
}
