package io.antiphon.scripting.life;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a script wrote, and what became of its versions. Bounded, also in how fast it fills. Thread-safe. */
public final class ScriptLog {

    private static final int MOST_LINES = 500;
    private static final int MOST_A_SECOND = 50;

    private final Clock clock;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long second;
    private int inSecond;
    private long number;

    /** A line. @param number counts from 1 */
    public record Line(long number, Instant at, String severity, String text) {}

    ScriptLog(Clock clock) {
        this.clock = clock;
    }

    /** Adds a line; beyond fifty in a second only says that there were more. */
    public synchronized void add(String severity, String text) {
        Instant now = clock.instant();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            inSecond = 0;
        }
        inSecond++;
        if (inSecond <= MOST_A_SECOND) {
            put(now, severity, text);
        } else if (inSecond == MOST_A_SECOND + 1) {
            put(now, "warn", "… more lines in this second are left out");
        }
    }

    private void put(Instant now, String severity, String text) {
        lines.addLast(new Line(++number, now, severity, text));
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
    }

    /** Takes what an edition of the script says, once it is live: while it is warmed it speaks into the wind. */
    final class Mouth implements Loading.Lines {

        private volatile boolean open;

        void open() {
            open = true;
        }

        @Override
        public void add(String severity, String line) {
            if (open) {
                ScriptLog.this.add(severity, line);
            }
        }
    }

    /** The lines after one, oldest first. */
    public synchronized List<Line> after(long line) {
        return lines.stream().filter(one -> one.number() > line).toList();
    }
}
