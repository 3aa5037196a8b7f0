package io.antiphon.flow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that ask enrichers and policies. One that a plugin does not give back is given up and replaced. */
final class Crew implements AutoCloseable {

    /** Fewer items than this are not worth another thread. */
    private static final int WORTH = 8;

    private final int size;
    private final Watchdog watchdog;
    private final BlockingQueue<Round<?, ?>.Shard> work = new LinkedBlockingQueue<>();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile boolean closed;

    Crew(int size, Watchdog watchdog) {
        this.size = size;
        this.watchdog = watchdog;
        for (int i = 0; i < size; i++) {
            hire();
        }
    }

    /** How many shards some items are worth. */
    int shards(int items) {
        return Math.max(1, Math.min(size, items / WORTH));
    }

    /** Asks a round; returns when every question is answered or given up. */
    void ask(Round<?, ?> round) throws InterruptedException, Setback.Departure {
        List<? extends Round<?, ?>.Shard> shards = round.shards();
        work.addAll(shards);
        round.await();
    }

    /** Threads that plugins have not given back since the process started. */
    int givenUp() {
        return givenUp.get();
    }

    private void hire() {
        Worker worker = new Worker("antiphon-road-ask-" + names.incrementAndGet());
        workers.add(worker);
        watchdog.add(worker.post);
        worker.start();
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
    }

    private final class Worker extends Thread {

        private final Post post = new Post(this, () -> {}, this::giveUp);
        private volatile Round<?, ?>.@Nullable Shard shard;

        Worker(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (!closed && workNext()) {
                    shard = null;
                }
            } catch (Throwable broken) {
                replace();
                throw broken;
            }
        }

        private boolean workNext() {
            try {
                Round<?, ?>.Shard next = work.take();
                shard = next;
                return next.work(post);
            } catch (InterruptedException e) {
                return true; // closed, or a plugin left its interrupt behind
            }
        }

        /** The watchdog's: this thread does not come back. */
        private void giveUp() {
            givenUp.incrementAndGet();
            replace();
        }

        private void replace() {
            if (!workers.remove(this)) {
                return; // replaced before
            }
            watchdog.remove(post);
            hire();
            Round<?, ?>.Shard rest = shard;
            if (rest != null) {
                rest.skip();
                work.add(rest);
            }
        }
    }
}
