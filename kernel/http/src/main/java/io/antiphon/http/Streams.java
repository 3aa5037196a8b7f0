package io.antiphon.http;

import io.antiphon.spi.EventStream;
import io.antiphon.spi.Response;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event streams that plugins answer with. One thread writes to all listeners without ever waiting for one. */
final class Streams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Events.Rhythm rhythm;
    private final int most;
    private final Semaphore places;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final Set<Channel> dirty = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Channel> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::run, "antiphon-streams");
    private volatile boolean closed;

    Streams(Events.Rhythm rhythm, int most) {
        this.rhythm = rhythm;
        this.most = most;
        this.places = new Semaphore(most);
        writer.setDaemon(true);
        writer.start();
    }

    int count() {
        return most - places.availablePermits();
    }

    /** Answers with a stream; what its opening throws is thrown before anything is written. A HEAD opens none. */
    void answer(Exchange exchange, Response answer, EventStream.Opening opening) throws Exception {
        if (exchange.request().getMethod().equals("HEAD")) {
            head(exchange.response(), answer);
            return;
        }
        if (closed || !places.tryAcquire()) {
            throw Refusal.later(503, "There are " + most + " event streams already.", LATER);
        }
        Channel channel = new Channel(this);
        channel.onClose(places::release);
        boolean begun = false;
        try {
            opening.open(channel);
            begin(exchange, answer, channel);
            begun = true;
        } finally {
            if (!begun) {
                forget(channel);
            }
        }
    }

    private static void head(HttpServletResponse response, Response answer) {
        answer.headers().forEach(response::setHeader);
        response.setStatus(answer.status());
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private void begin(Exchange exchange, Response answer, Channel channel) throws IOException {
        HttpServletResponse response = exchange.response();
        head(response, answer);
        AsyncContext context = exchange.request().startAsync();
        context.setTimeout(0);
        Outlet outlet = new Outlet(context, response.getOutputStream()) {
            @Override
            public void onWritePossible() {
                super.onWritePossible();
                wake(channel);
            }
        };
        channels.add(channel);
        channel.attach(outlet);
        outlet.start();
        wake(channel);
        if (closed) {
            forget(channel);
        }
    }

    /** Something is to be written, or it ends. */
    void wake(Channel channel) {
        if (dirty.add(channel)) {
            queue.add(channel);
        }
    }

    private void run() {
        long sweptAt = System.nanoTime();
        long sweepEvery = Math.min(rhythm.heartbeat().toNanos() / 4, TimeUnit.SECONDS.toNanos(1));
        while (!closed) {
            try {
                Channel next = queue.poll(sweepEvery, TimeUnit.NANOSECONDS);
                settle(next);
                if (System.nanoTime() - sweptAt > sweepEvery) {
                    sweptAt = System.nanoTime();
                    channels.forEach(this::settle);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Event streams are broken; please report this", e);
            }
        }
    }

    private void settle(@Nullable Channel channel) {
        if (channel != null) {
            dirty.remove(channel);
            if (!channel.settle(System.nanoTime(), rhythm)) {
                forget(channel);
            }
        }
    }

    private void forget(Channel channel) {
        channels.remove(channel);
        dirty.remove(channel);
        channel.end();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        writer.interrupt();
        writer.join();
        channels.forEach(this::forget);
    }
}
