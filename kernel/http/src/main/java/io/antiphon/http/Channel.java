package io.antiphon.http;

import io.antiphon.spi.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin's event stream: keeps what is sent until the thread of {@link Streams} hands it to the {@link Outlet}. Thread-safe. */
final class Channel implements EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    private final Streams streams;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();
    private int waiting;
    private boolean ending;
    private boolean over;
    private @Nullable Outlet outlet;

    Channel(Streams streams) {
        this.streams = streams;
    }

    @Override
    public boolean send(String event, String id, String data) {
        byte[] frame = frame(event, id, data);
        boolean taken;
        synchronized (this) {
            if (ending) {
                return false;
            }
            taken = waiting + frame.length <= Outlet.MOST_PENDING / 2;
            if (taken) {
                frames.add(frame);
                waiting += frame.length;
            } else {
                ending = true;
            }
        }
        streams.wake(this);
        return taken;
    }

    private static byte[] frame(String event, String id, String data) {
        StringBuilder frame = new StringBuilder(data.length() + 64);
        field(frame, "id", id);
        field(frame, "event", event);
        for (String line : data.split("\r\n|\r|\n", -1)) {
            frame.append("data: ").append(line).append('\n');
        }
        return frame.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder frame, String name, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + ": one line without NUL");
        }
        if (!value.isEmpty()) {
            frame.append(name).append(": ").append(value).append('\n');
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return !ending;
    }

    @Override
    public void onClose(Runnable whom) {
        synchronized (this) {
            if (!over) {
                told.add(whom);
                return;
            }
        }
        tell(whom);
    }

    @Override
    public void close() {
        synchronized (this) {
            ending = true;
        }
        streams.wake(this);
    }

    /** From now on it is written. */
    synchronized void attach(Outlet itsOutlet) {
        outlet = itsOutlet;
    }

    /** Hands over what was sent and writes; returns false when it is over. Called by one thread. */
    synchronized boolean settle(long now, Events.Rhythm rhythm) {
        Outlet its = outlet;
        if (its == null) {
            return true;
        }
        while (!frames.isEmpty() && its.offer(frames.get(0))) {
            waiting -= frames.remove(0).length;
        }
        its.flush(now, rhythm);
        boolean written = ending && frames.isEmpty() && its.isEmpty() && its.isReady();
        return !written && !its.isGone();
    }

    /** Ends it, whatever waits. */
    void end() {
        List<Runnable> all;
        Outlet its;
        synchronized (this) {
            ending = true;
            over = true;
            its = outlet;
            all = List.copyOf(told);
            told.clear();
        }
        if (its != null) {
            its.close();
        }
        all.forEach(Channel::tell);
    }

    private static void tell(Runnable whom) {
        try {
            whom.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.warn("What was to be told of the end of an event stream failed", e);
        }
    }
}
