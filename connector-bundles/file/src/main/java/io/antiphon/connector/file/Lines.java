package io.antiphon.connector.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbered lines with their line ends, of bounded length, some of which may be put back. */
final class Lines {

    /** The longest line, in characters; the rest of a longer one is passed over. */
    static final int MOST = 4_000_000;

    private static final int BUFFER = 1 << 16;

    private final Reader in;
    private final char[] buffer = new char[BUFFER];
    private final Deque<Line> putBack = new ArrayDeque<>();
    private int at;
    private int end;
    private long number;

    Lines(Reader in) {
        this.in = in;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param text with its line end
     * @param cut whether it was longer than {@link #MOST}
     */
    record Line(long number, String text, boolean cut) {

        /** The text without its line end. */
        String content() {
            int length = text.length();
            while (length > 0 && (text.charAt(length - 1) == '\n' || text.charAt(length - 1) == '\r')) {
                length--;
            }
            return text.substring(0, length);
        }
    }

    /** The next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        Line waiting = putBack.poll();
        if (waiting != null) {
            return waiting;
        }
        StringBuilder text = new StringBuilder();
        boolean cut = false;
        while (fill()) {
            char c = buffer[at++];
            if (text.length() < MOST) {
                text.append(c);
            } else {
                cut = true;
            }
            if (c == '\r' && fill() && buffer[at] == '\n') {
                text.append(buffer[at++]);
            }
            if (c == '\n' || c == '\r') {
                break;
            }
        }
        return text.isEmpty() ? null : new Line(++number, text.toString(), cut);
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer, 0, BUFFER));
        }
        return at < end;
    }

    /** Puts lines back, to be read next in this order. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            putBack.push(lines.get(i));
        }
    }
}
