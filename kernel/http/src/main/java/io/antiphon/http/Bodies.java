package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads bodies whole, within a limit each, a budget for all that are being handled, a time, and a number of senders that may
 * keep a thread waiting.
 */
final class Bodies {

    private static final int FIRST = 8 << 10;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final long budget;
    private final AtomicLong held = new AtomicLong();
    private final Semaphore waiting;

    Bodies(long budget, int mostWaiting) {
        this.budget = budget;
        this.waiting = new Semaphore(mostWaiting);
    }

    /** The bytes of bodies being handled now. */
    long held() {
        return held.get();
    }

    /**
     * The body of a request.
     *
     * @param lease gets what is taken of the budget, also if this throws
     */
    byte[] read(HttpServletRequest request, Limits limits, Lease lease) throws IOException {
        long length = request.getContentLengthLong();
        int most = limits.bodyBytes();
        if (length > most) {
            throw tooLarge(most);
        }
        long deadline = System.nanoTime() + limits.bodyTime().toNanos();
        jakarta.servlet.ServletInputStream in = request.getInputStream();
        byte[] bytes = new byte[length >= 0 ? (int) length : FIRST];
        lease.take(bytes.length);
        int size = 0;
        while (true) {
            if (size == bytes.length) {
                if (size == length) {
                    return bytes;
                }
                lease.take(Math.min(most + 1, size * 2) - size);
                bytes = Arrays.copyOf(bytes, Math.min(most + 1, size * 2));
            }
            int read = some(in, bytes, size);
            if (read < 0) {
                return whole(bytes, size, length);
            }
            size += read;
            if (size > most) {
                throw tooLarge(most);
            }
            if (System.nanoTime() > deadline) {
                throw slow();
            }
        }
    }

    private static byte[] whole(byte[] bytes, int size, long length) {
        if (length > size) {
            throw Refusal.of(400, "The body ended after " + size + " of " + length + " bytes.");
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private int some(jakarta.servlet.ServletInputStream in, byte[] bytes, int from) throws IOException {
        if (in.available() > 0 || in.isFinished()) {
            return read(in, bytes, from);
        }
        if (!waiting.tryAcquire()) {
            throw AntiphonException.busy("Too many senders of slow bodies keep the front door waiting", WAIT);
        }
        try {
            return read(in, bytes, from);
        } finally {
            waiting.release();
        }
    }

    private static int read(InputStream in, byte[] bytes, int from) throws IOException {
        try {
            return in.read(bytes, from, bytes.length - from);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException || e instanceof java.net.SocketTimeoutException) {
                throw slow();
            }
            throw Refusal.of(400, "The body could not be read to its end.").header("Connection", "close");
        }
    }

    private static Refusal slow() {
        return Refusal.of(408, "The body did not arrive in time.").header("Connection", "close");
    }

    private static Refusal tooLarge(int most) {
        return Refusal.of(413, "The body is larger than " + most + " bytes; send it in parts.")
                .header("Connection", "close");
    }

    Lease lease() {
        return new Lease();
    }

    /** What one request holds of the budget. Owned by one thread. */
    final class Lease implements AutoCloseable {
        private long taken;

        private void take(int bytes) {
            taken += bytes;
            if (held.addAndGet(bytes) > budget) {
                throw AntiphonException.busy("Too many large bodies are being handled", WAIT);
            }
        }

        @Override
        public void close() {
            if (taken > 0) {
                held.addAndGet(-taken);
                taken = 0;
            }
        }
    }
}
