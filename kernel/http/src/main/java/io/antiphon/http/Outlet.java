package io.antiphon.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events on their way to one client. Written by one thread, and only when the client takes more at once; what waits is
 * bounded.
 */
class Outlet implements WriteListener, AsyncListener {

    static final int MOST_PENDING = 1 << 20;
    private static final byte[] HELLO = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long wroteAt = System.nanoTime();
    private volatile boolean ready;
    private volatile boolean gone;
    private volatile boolean completed;

    Outlet(AsyncContext context, ServletOutputStream out) {
        this.context = context;
        this.out = out;
        pending.writeBytes(HELLO);
    }

    final void start() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    /** Takes a frame to be written; false if it has not taken those before. */
    final boolean offer(byte[] frame) {
        if (pending.size() + frame.length > MOST_PENDING) {
            return false;
        }
        pending.writeBytes(frame);
        return true;
    }

    /** Whether all that was offered is on its way. */
    final boolean isEmpty() {
        return pending.size() == 0;
    }

    /** Writes what it takes, breaks a silence, and finds out whether it is stuck. */
    final void flush(long now, Events.Rhythm rhythm) {
        if (pending.size() == 0 && now - wroteAt > rhythm.heartbeat().toNanos()) {
            pending.writeBytes(HEARTBEAT);
        }
        if (pending.size() > 0 && ready) {
            write(now);
        } else if (pending.size() > 0 && now - wroteAt > rhythm.stuck().toNanos()) {
            gone = true;
        }
    }

    private void write(long now) {
        try {
            ready = false;
            out.write(pending.toByteArray());
            pending.reset();
            wroteAt = now;
            if (out.isReady()) {
                out.flush();
                if (out.isReady()) {
                    ready = true;
                }
            }
        } catch (IOException | IllegalStateException e) {
            gone = true;
        }
    }

    /** Nothing more is for it. */
    final void dismiss() {
        gone = true;
    }

    final boolean isGone() {
        return gone;
    }

    /** Whether all that was given to the client has been taken from here. */
    final boolean isReady() {
        return ready;
    }

    /** Ends the answer. */
    final void close() {
        gone = true;
        if (!completed) {
            completed = true;
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // it was over already
            }
        }
    }

    @Override
    public void onWritePossible() {
        ready = true;
    }

    @Override
    public void onError(Throwable cause) {
        gone = true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed = true;
        gone = true;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
