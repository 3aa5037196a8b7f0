package io.antiphon.http.people;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.antiphon.spi.AntiphonException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hashes passwords by bcrypt and compares them: few at a time, and as long for a name that is not known as for one that is. */
public final class Passwords {

    /** How much work a hash is: two to this power rounds. */
    public static final int COST = 11;

    private static final int LEAST = 12;
    private static final int MOST_BYTES = 72;
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int cost;
    private final String nobodys;
    private final Semaphore running = new Semaphore(AT_ONCE);
    private final Semaphore waiting = new Semaphore(WAITING);

    /** Hashes of a cost. */
    public Passwords(int cost) {
        this.cost = cost;
        this.nobodys = String.format(Locale.ROOT, "$2a$%02d$", cost) + "N".repeat(21) + "." + "N".repeat(31);
    }

    /** The hash of a new password of somebody. @throws IllegalArgumentException if it is not good enough */
    public String hash(String password, String name) {
        String text = normal(password);
        if (text.codePointCount(0, text.length()) < LEAST) {
            throw new IllegalArgumentException(
                    "password: at least " + LEAST + " characters; a few words are easy to remember");
        }
        if (bytes(text).length > MOST_BYTES || !Member.isPlain(text)) {
            throw new IllegalArgumentException("password: at most " + MOST_BYTES + " bytes, no control characters");
        }
        if (text.toLowerCase(Locale.ROOT).contains(name) && name.length() > 2
                || text.chars().distinct().count() < 5) {
            throw new IllegalArgumentException(
                    "password: not with the name in it, and of more than a few different characters");
        }
        return limited(() -> BCrypt.withDefaults().hashToString(cost, text.toCharArray()));
    }

    /** Whether it is the password of a hash; an empty hash is nobody's, which takes as long. */
    public boolean matches(String password, String hash) {
        byte[] bytes = bytes(normal(password));
        boolean possible = !hash.isEmpty() && bytes.length > 0 && bytes.length <= MOST_BYTES;
        byte[] compared = possible ? bytes : new byte[] {'-'};
        boolean same = limited(() -> BCrypt.verifyer()
                .verify(compared, (possible ? hash : nobodys).getBytes(StandardCharsets.US_ASCII))
                .verified);
        return possible && same;
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Work<T> {
        T done();
    }

    private <T> T limited(Work<T> work) {
        if (!waiting.tryAcquire()) {
            throw busy();
        }
        try {
            if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return work.done();
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.release();
        }
    }

    private static AntiphonException busy() {
        return AntiphonException.busy("Too many people are signing in at this moment", Duration.ofSeconds(2));
    }
}
