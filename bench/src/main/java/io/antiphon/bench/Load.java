package io.antiphon.bench;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that post for a while, as fast as they are answered or at a given rate. */
public final class Load {
    /** Ids are never used twice in a run of the bench. */
    private static final AtomicLong NEXT_ID = new AtomicLong();

    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    private final int port;
    private final String path;
    private final String token;
    private final int clients;
    private final int batch;
    private final Body body;

    /** What a load came to. Latencies are of requests, in milliseconds, from when they were due. */
    public record Result(long signals, long refused, double seconds, double[] latencies) {
        public double rate() {
            return signals / seconds;
        }

        public double percentile(double p) {
            return latencies.length == 0
                    ? Double.NaN
                    : latencies[(int) Math.min(latencies.length - 1, latencies.length * p)];
        }
    }

    /** Messages to the API of a distribution. */
    public Load(Distribution antiphon, int clients, int batch) {
        this(antiphon.httpPort(), "/api/signals", antiphon.token(), clients, batch, Body.MESSAGES);
    }

    /** Something to somewhere on this machine. */
    public Load(int port, String path, String token, int clients, int batch, Body body) {
        this.port = port;
        this.path = path;
        this.token = token;
        this.clients = clients;
        this.batch = batch;
        this.body = body;
    }

    /** As fast as answered. */
    public Result closed(double seconds) throws Exception {
        return run(seconds, 0);
    }

    /** So many signals a second, whether answered or not. */
    public Result open(double seconds, double rate) throws Exception {
        return run(seconds, rate);
    }

    private Result run(double seconds, double rate) throws Exception {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            long interval = rate == 0 ? 0 : (long) (1e9 * batch * clients / rate);
            Worker worker = new Worker(begin + interval * i / clients, end, interval);
            workers.add(worker);
            worker.start();
        }
        long signals = 0;
        long refused = 0;
        List<double[]> latencies = new ArrayList<>();
        for (Worker worker : workers) {
            worker.join();
            if (worker.failure != null) {
                throw worker.failure;
            }
            signals += worker.signals;
            refused += worker.refused;
            latencies.add(Arrays.copyOf(worker.millis, worker.requests));
        }
        double took = (System.nanoTime() - begin) / 1e9;
        double[] all =
                latencies.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        return new Result(signals, refused, took, all);
    }

    private final class Worker extends Thread {
        private final long end;
        private final long interval;
        private long due;
        private long signals;
        private long refused;
        private double[] millis = new double[1 << 16];
        private int requests;
        private Exception failure;

        Worker(long due, long end, long interval) {
            this.due = due;
            this.end = end;
            this.interval = interval;
        }

        @Override
        public void run() {
            try (Client client = new Client(port, path, token, batch, RUN, body)) {
                while (System.nanoTime() < end) {
                    step(client);
                }
            } catch (IOException | InterruptedException e) {
                failure = e;
            }
        }

        private void step(Client client) throws IOException, InterruptedException {
            if (interval > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            } else {
                due = System.nanoTime();
            }
            Client.Answer answer = client.post(NEXT_ID.getAndAdd(batch));
            if (answer.status() / 100 == 2) {
                signals += batch;
                record((System.nanoTime() - due) / 1e6);
            } else if (answer.status() == 429 || answer.status() == 503) {
                refused += batch;
                Thread.sleep(1000L * Math.max(1, answer.retryAfter()));
            } else {
                throw new IOException("answered " + answer.status());
            }
            due = Math.max(due + interval, answer.status() / 100 == 2 ? 0 : System.nanoTime());
        }

        private void record(double latency) {
            if (requests == millis.length) {
                millis = Arrays.copyOf(millis, 2 * requests);
            }
            millis[requests++] = latency;
        }
    }
}
