package io.antiphon.bench.swap;

import io.antiphon.bench.Client;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers on keep-alive connections who post without regard to what is being exchanged, and remember all that befell them. What they post
 * is due at fixed times: who had to wait catches up, and waits are counted from when it was due.
 */
final class Callers implements AutoCloseable {

    private static final AtomicLong NEXT = new AtomicLong();

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong errors = new AtomicLong();
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final int port;
    private final String path;
    private final String token;
    private final int batch;
    private volatile boolean closed;

    /** A request that was answered 2xx. @param first the number of its first signal */
    record Call(long first, long due, long ended) {}

    /** Begins to call, {@code rate} signals a second in all. */
    Callers(int port, String path, String token, int callers, int batch, double rate) {
        this.port = port;
        this.path = path;
        this.token = token;
        this.batch = batch;
        long interval = (long) (1e9 * batch * callers / rate);
        for (int i = 0; i < callers; i++) {
            long due = System.nanoTime() + interval * i / callers;
            Thread thread = new Thread(() -> call(due, interval), "caller-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void call(long firstDue, long interval) {
        long due = firstDue;
        while (!closed) {
            try (Client client = new Client(port, path, token, batch, run)) {
                while (!closed) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    long first = NEXT.getAndAdd(batch);
                    int status = client.post(first).status();
                    if (status / 100 == 2) {
                        calls.add(new Call(first, due, System.nanoTime()));
                    } else {
                        errors.incrementAndGet();
                    }
                    due += interval;
                }
            } catch (IOException e) {
                errors.incrementAndGet();
            }
        }
    }

    /** Answers other than 2xx, and connections that were closed or refused. */
    long errors() {
        return errors.get();
    }

    /** The longest wait of any caller, in milliseconds, among those who waited at some time between two moments. */
    double longestWait(long from, long to) {
        return calls.stream()
                        .filter(call -> call.ended() >= from && call.due() <= to)
                        .mapToLong(call -> call.ended() - call.due())
                        .max()
                        .orElse(0)
                / 1e6;
    }

    /** The external ids of all signals that were answered 2xx. */
    List<String> acknowledged() {
        List<String> ids = new ArrayList<>();
        for (Call call : calls) {
            for (int i = 0; i < batch; i++) {
                ids.add(Client.externalId(run, call.first() + i));
            }
        }
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
