package io.antiphon.connector.demo;

import java.util.concurrent.atomic.AtomicReference;

/** A stage on which the play starts only when the test says so, on the test's thread. */
final class ByHand implements DemoSource.Stage {

    private final AtomicReference<Runnable> play = new AtomicReference<>(() -> {});

    @Override
    public AutoCloseable perform(Runnable next) {
        play.set(next);
        return () -> {};
    }

    void play() {
        play.get().run();
    }
}
