package io.antiphon.flow;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Asks each of some plugins about each of some items, and keeps the answers. Items are dealt to shards; within a shard each
 * plugin is asked about them in order, by one thread at a time. A plugin is asked about a block of items before the next one
 * is: what it looks things up in stays in the processor's caches, and what plugins share about an item is not yet forgotten.
 */
final class Round<S, A> {

    /** Asks a plugin about an item. */
    @FunctionalInterface
    interface Question<S, A> {
        /** The answer, checked and copied. */
        List<A> ask(Plug<S> plug, int item) throws Exception;
    }

    private static final int BLOCK = 32;

    private final List<Plug<S>> plugs;
    private final Question<S, A> question;
    private final long callMemory;
    private final List<List<List<A>>> answers;
    private final List<Shard> shards;
    private final CountDownLatch open;
    private volatile @Nullable Plug<S> gone;

    /** A round. @param dealt for each shard its items */
    Round(List<Plug<S>> plugs, int items, List<int[]> dealt, long callMemory, Question<S, A> question) {
        this.plugs = plugs;
        this.question = question;
        this.callMemory = callMemory;
        this.answers = new java.util.ArrayList<>(items);
        for (int i = 0; i < items; i++) {
            answers.add(new java.util.ArrayList<>(java.util.Collections.nCopies(plugs.size(), List.of())));
        }
        this.shards = dealt.stream().map(Shard::new).toList();
        this.open = new CountDownLatch(shards.size());
    }

    List<Shard> shards() {
        return shards;
    }

    List<Plug<S>> plugs() {
        return plugs;
    }

    /** What a plugin answered about an item; empty if it could not. */
    List<A> answer(int item, int plug) {
        return answers.get(item).get(plug);
    }

    /** Returns when every question is answered or given up. @throws Setback.Departure if a plugin went away meanwhile */
    void await() throws InterruptedException, Setback.Departure {
        open.await();
        Plug<S> departed = gone;
        if (departed != null) {
            throw new Setback.Departure(departed);
        }
    }

    /** A part of the items. Handed from thread to thread, never shared. */
    final class Shard {

        private final int[] items;
        /** The present block's first item, the plugin asked about the block, and the item it is asked about. */
        private int block;

        private int plug;
        private int at;
        private long clock;
        private long allocated;

        private Shard(int[] items) {
            this.items = items;
        }

        /** Goes on asking; false if the present call was taken away, so that this thread must end. */
        boolean work(Post post) {
            clock = System.nanoTime();
            allocated = Allocation.of(post.thread());
            while (block < items.length) {
                int end = Math.min(items.length, block + BLOCK);
                for (; plug < plugs.size(); plug++) {
                    for (; at < end; at++) {
                        if (!ask(post, plugs.get(plug))) {
                            return false;
                        }
                    }
                    at = block;
                }
                plug = 0;
                block = end;
                at = end;
            }
            open.countDown();
            return true;
        }

        /** Leaves out the call that was taken away. */
        void skip() {
            at++;
        }

        private boolean ask(Post post, Plug<S> plugin) {
            Call call = post.begin(plugin);
            if (call == null) {
                gone = plugin.gone() ? plugin : gone;
                return true;
            }
            List<A> answer = List.of();
            Throwable failure = null;
            try {
                answer = question.ask(plugin, items[at]);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            Call.End end = call.end();
            if (end == Call.End.TAKEN) {
                return false;
            }
            long started = clock;
            long before = allocated;
            clock = System.nanoTime();
            allocated = Allocation.of(post.thread());
            if (end == Call.End.RETURNED) {
                note(plugin, clock - started, allocated - before, failure);
                answers.get(items[at]).set(plug, answer);
            }
            return true;
        }

        private void note(Plug<S> plugin, long took, long bytes, @Nullable Throwable failure) {
            if (failure != null) {
                Thread.interrupted();
                plugin.failed(took, failure);
            } else {
                plugin.succeeded(took);
            }
            if (bytes > callMemory) {
                plugin.quarantine("allocated " + (bytes >> 20) + " MB in one call; at most " + (callMemory >> 20)
                        + " MB are allowed");
            }
        }
    }
}
