package io.antiphon.flow;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy that writes down what it is asked, and a visitor that writes down what it is shown. Thread-safe. */
final class Asked implements Policy, Replay.Visitor {

    /** What is asked. */
    record Question(Entry entry, Profile profile) {}

    private final TreeMap<Position, Question> questions = new TreeMap<>();

    @Override
    public List<Action> decide(Entry entry, Profile profile) {
        note(entry, profile);
        if (entry instanceof Entry.Understood understood
                && understood.heard().signal().text().endsWith("0")) {
            return List.of(Action.wakeAt(entry.at().plus(Duration.ofMinutes(1)), Map.of()));
        }
        return List.of();
    }

    @Override
    public boolean entry(Entry entry, Profile profile) {
        note(entry, profile);
        return true;
    }

    private synchronized void note(Entry entry, Profile profile) {
        Position about = entry instanceof Entry.Understood understood
                ? understood.heard().position()
                : entry.position();
        Question question = new Question(entry, profile);
        Question before = questions.put(about, question);
        if (before != null && !before.equals(question)) {
            throw new AssertionError("Asked twice, and differently: " + before + " and " + question);
        }
    }

    /** What was asked about entries after a position, in the order of the journal. */
    synchronized List<Question> questions(Position after) {
        return List.copyOf(questions.tailMap(after, false).values());
    }
}
