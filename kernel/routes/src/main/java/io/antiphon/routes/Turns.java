package io.antiphon.routes;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets callers do something about the same thing one after the other, in the order in which they came. */
final class Turns {

    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock(true);
        int callers;
    }

    private final Map<String, Turn> turns = new HashMap<>();

    <T> T take(String what, Supplier<T> work) {
        Turn turn = enter(what);
        turn.lock.lock();
        try {
            return work.get();
        } finally {
            turn.lock.unlock();
            leave(what, turn);
        }
    }

    private synchronized Turn enter(String what) {
        Turn turn = turns.computeIfAbsent(what, any -> new Turn());
        turn.callers++;
        return turn;
    }

    private synchronized void leave(String what, Turn turn) {
        turn.callers--;
        if (turn.callers == 0) {
            turns.remove(what);
        }
    }
}
