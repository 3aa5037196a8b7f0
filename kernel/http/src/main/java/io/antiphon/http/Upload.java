package io.antiphon.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A body that is read while it arrives, up to a bound. What is wrong with its sending is remembered, whoever reads it. */
final class Upload extends InputStream {

    private final InputStream in;
    private final long most;
    private final long length;
    private long read;
    private @Nullable Refusal refusal;

    /** Refuses a body that is announced to be larger, before anything of it is read. */
    Upload(HttpServletRequest request, long most) throws IOException {
        this.most = most;
        this.length = request.getContentLengthLong();
        if (length > most) {
            throw tooLarge();
        }
        this.in = request.getInputStream();
    }

    /** Why its sender is to blame for what went wrong with reading it; null if it is not. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int some;
        try {
            some = in.read(bytes, from, count);
        } catch (IOException e) {
            boolean slow = e.getCause() instanceof TimeoutException || e instanceof SocketTimeoutException;
            throw broken(
                    slow
                            ? Refusal.of(408, "The body did not arrive in time.")
                            : Refusal.of(400, "The body could not be read to its end."));
        }
        if (some < 0 && read < length) {
            throw broken(Refusal.of(400, "The body ended after " + read + " of " + length + " bytes."));
        }
        read += Math.max(0, some);
        if (read > most) {
            throw broken(tooLarge());
        }
        return some;
    }

    private IOException broken(Refusal why) {
        Refusal told = why.header("Connection", "close");
        refusal = told;
        return new EOFException(told.detail());
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "The body is larger than " + most / (1 << 20) + " MB.")
                .header("Connection", "close");
    }
}
