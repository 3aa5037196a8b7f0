package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the same questions one after the other and then from several threads in other orders. */
final class Concurrently {

    private static final int THREADS = 4;

    private Concurrently() {}

    /** One plugin's answer to one input. */
    @FunctionalInterface
    interface Question<I, O> {
        O ask(I input) throws Exception;
    }

    /** Fails unless every input has the same answer at every time, in every order and on every thread. */
    static <I, O> void assertSameAnswers(List<I> inputs, Question<I, O> question) throws Exception {
        List<O> first = new ArrayList<>();
        for (I input : inputs) {
            first.add(question.ask(input));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> rounds = new ArrayList<>();
            for (int round = 0; round < THREADS; round++) {
                List<Integer> order = new ArrayList<>(java.util.stream.IntStream.range(0, inputs.size())
                        .boxed()
                        .toList());
                Collections.shuffle(order, new Random(round));
                rounds.add(() -> {
                    for (int i : order) {
                        I input = inputs.get(i);
                        assertEquals(first.get(i), question.ask(input), () -> "Another answer now to " + input);
                    }
                    return null;
                });
            }
            for (Future<Void> round : threads.invokeAll(rounds)) {
                rethrow(round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void rethrow(Future<Void> round) throws Exception {
        try {
            round.get();
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
