package io.antiphon.http;

import static io.antiphon.http.Route.api;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Road;
import io.antiphon.spi.Role;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/events}: what has come to the end of the road, as server-sent events. One thread looks at the road ten times a
 * second while somebody listens, and writes to all listeners without ever waiting for one.
 */
final class Events implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int CHUNK = 500;
    private static final int MOST_CHUNKS = 8;
    private static final int MOST_MISSED = 500;
    private static final long FAR = 100_000;

    private final Services services;
    private final Gate gate;
    private final Rhythm rhythm;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Thread pump = new Thread(this::run, "antiphon-events");
    private @Nullable Position reached;
    private long statusAt;
    private volatile boolean closed;

    /**
     * When what happens.
     *
     * @param look how often to look at the road
     * @param status how often to tell how connections are
     * @param heartbeat after how much silence to say something
     * @param stuck after how long a listener that takes nothing is dropped
     */
    record Rhythm(Duration look, Duration status, Duration heartbeat, Duration stuck) {
        static final Rhythm USUAL = new Rhythm(
                Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    Events(Services services, Gate gate, Rhythm rhythm) {
        this.services = services;
        this.gate = gate;
        this.rhythm = rhythm;
        pump.setDaemon(true);
        pump.start();
    }

    List<Route> routes() {
        return List.of(api("GET", "/api/events", this::listen)
                .least(Role.VIEWER)
                .tells("Server-sent events: 'signal' at the end of the road, 'skipped' with the count of those left out"
                        + " when there are more than 50 a second, 'status' every few seconds."
                        + " Goes on after the header Last-Event-ID.")
                .asks("connection", "Only signals of this connection.")
                .asks("profile", "Only signals of this profile.")
                .asks("kind", "Only signals of this kind.")
                .gives(200, "text/event-stream"));
    }

    int count() {
        return listeners.size();
    }

    private void listen(Exchange exchange) throws IOException {
        int most = exchange.limits().eventClients();
        if (listeners.size() >= most) {
            throw Refusal.later(503, "There are " + most + " listeners to events already.", Duration.ofSeconds(10));
        }
        Listener.Filter filter = new Listener.Filter(
                exchange.query("connection"),
                exchange.query("profile"),
                exchange.query("kind"),
                Sight.of(exchange, services));
        Position after = lastEvent(exchange.request().getHeader("Last-Event-ID"));
        HttpServletResponse response = exchange.response();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        if (exchange.request().getMethod().equals("HEAD")) {
            return;
        }
        AsyncContext context = exchange.request().startAsync();
        context.setTimeout(0);
        Pass pass = exchange.pass();
        Listener listener = new Listener(context, response.getOutputStream(), filter, after, () -> gate.isGood(pass));
        listeners.add(listener);
        listener.start();
        wake();
    }

    private static @Nullable Position lastEvent(@Nullable String header) {
        try {
            return header == null || header.isBlank() ? null : Position.parse(header.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, "Last-Event-ID: a position such as 0-1027.");
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void run() {
        while (!closed) {
            try {
                pause();
                tick(System.nanoTime());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | IOException e) {
                LOG.debug("Events could not be read; trying again", e);
            }
        }
    }

    private synchronized void pause() throws InterruptedException {
        if (listeners.isEmpty()) {
            reached = null;
            while (listeners.isEmpty() && !closed) {
                wait();
            }
        } else {
            wait(rhythm.look().toMillis());
        }
    }

    private void tick(long now) throws IOException {
        if (now - statusAt > rhythm.status().toNanos() || statusAt == 0) {
            statusAt = now;
            Map<List<String>, byte[]> frames = new HashMap<>();
            for (Listener listener : listeners) {
                Sight sight = listener.filter().sight();
                byte[] frame = frames.get(sight.person().units());
                if (frame == null) {
                    frame = Frames.status(sight);
                    frames.put(sight.person().units(), frame);
                }
                listener.recheck();
                listener.offer(frame);
            }
        }
        try {
            signals();
        } finally {
            for (Listener listener : listeners) {
                listener.settle(now, rhythm);
                if (listener.isGone()) {
                    listeners.remove(listener);
                    listener.close();
                }
            }
        }
    }

    private void signals() throws IOException {
        Road road = services.find(Road.class).orElse(null);
        Journal journal = services.find(Journal.class).orElse(null);
        if (road == null || journal == null) {
            return;
        }
        Position end = road.position();
        Position from = reached == null ? end : reached;
        reached = from;
        for (Listener listener : listeners) {
            Position missedAfter = listener.join();
            if (missedAfter != null && from.isAfter(missedAfter)) {
                missed(journal, listener, missedAfter, from);
            }
        }
        if (end.offset() - from.offset() > FAR) {
            long passed = end.offset() - from.offset();
            listeners.forEach(listener -> listener.skip(passed));
            reached = end;
            return;
        }
        for (int i = 0; i < MOST_CHUNKS && end.isAfter(from); i++) {
            List<Entry.Heard> heard = journal.heard(new Journal.HeardQuery(from, end.next(), null, false, CHUNK));
            tell(heard, listeners, true);
            from = heard.size() < CHUNK ? end : heard.get(CHUNK - 1).position();
            reached = from;
        }
    }

    /** What one listener missed while it was away, the latest of it. */
    private void missed(Journal journal, Listener listener, Position after, Position upTo) throws IOException {
        List<Entry.Heard> heard = new ArrayList<>(journal.heard(
                new Journal.HeardQuery(after, upTo.next(), listener.filter().connection(), true, MOST_MISSED)));
        if (heard.size() == MOST_MISSED) {
            listener.skip(heard.get(MOST_MISSED - 1).position().offset() - after.offset() - 1);
        }
        Collections.reverse(heard);
        tell(heard, List.of(listener), false);
    }

    private void tell(List<Entry.Heard> heard, List<Listener> to, boolean paced) throws IOException {
        if (heard.isEmpty()) {
            return;
        }
        Map<Position, String> profiles = services.find(Profiles.class)
                .map(all -> all.of(heard.stream().map(Entry.Heard::position).toList()))
                .orElse(Map.of());
        Shown shown = Shown.masked(services);
        for (Entry.Heard one : heard) {
            String profile = profiles.get(one.position());
            byte[] frame = null;
            for (Listener listener : to) {
                if (!listener.filter().wants(one, profile)) {
                    continue;
                }
                if (paced && !listener.mayBeTold()) {
                    listener.skip(1);
                    continue;
                }
                frame = frame == null ? Frames.signal(shown.of(one), profile) : frame;
                if (!listener.offer(frame)) {
                    listener.skip(1);
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        wake();
        pump.interrupt();
        pump.join();
        listeners.forEach(Listener::close);
        listeners.clear();
    }
}
