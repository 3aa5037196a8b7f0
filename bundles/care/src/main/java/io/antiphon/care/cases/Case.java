package io.antiphon.care.cases;

import java.util.ArrayList;
import java.util.List;

/**
 * A case as it stands. Offsets name positions, times are milliseconds since 1970; 0 stands for none of both. Owned by one thread:
 * the fold changes it, readers get one of their own.
 */
public final class Case {

    /** A due time later than all. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int MOST_LISTED = 16;

    /** The offset of the signal that opened it. */
    public long id;

    public String unit = "";
    /** Of the latest signal. */
    public String connection = "";
    /** Of the latest signal; empty if it has none. */
    public String conversation = "";
    /** Of the latest signal. */
    public String channel = "";
    /** Of the signal that opened it. */
    public String kind = "";

    public List<String> channels = List.of();
    /** As it was understood; may have been joined to another since. */
    public String profile = "";

    public boolean vip;
    public String subject = "";
    public String language = "";
    public boolean languageFixed;
    public List<String> topics = List.of();
    public String sentiment = "";
    public int traits;

    public String queue = "";
    public String queueWhy = "";
    public boolean queueFixed;
    public String level = "";
    public int priority;
    /** Lines of points, a tab and a reason. */
    public String priorityWhy = "";

    public boolean priorityFixed;
    public String assignee = "";
    public String assigneeWhy = "";
    public State state = State.RECEIVED;
    public Waiting waiting = Waiting.US;
    public List<String> tags = List.of();
    public long snoozed;

    public long opened;
    public long closed;
    public String closedWhy = "";
    /** Why it had been closed when it was opened again; empty if it had not. */
    public String closedBefore = "";

    public long latestSignal;
    public long latestSignalAt;
    public long latestAnswerAt;
    public String latestAnswerBy = "";
    public int signals;
    public int unanswered;
    public int pending;
    public String trouble = "";
    /** The case it goes on with; 0 if none. */
    public long former;

    /** The latest entry that whoever answers must have seen, who it was by and what it was. */
    public long relevant;

    public String relevantBy = "";
    public String relevantWhat = "";
    /** The latest entry that changed it. */
    public long changed;

    public long firstFrom;
    public long firstDue;
    public long firstWarn;
    public boolean firstWarned;
    public boolean firstBreached;
    /** Since when the clock of the resolution runs; 0 while it is paused. */
    public long resolutionFrom;

    public long resolutionDue;
    public long resolutionWarn;
    /** What is left of it as of when it was last started or paused. */
    public long resolutionLeft;

    public long resolutionWarnLeft;
    public boolean resolutionWarned;
    public boolean resolutionBreached;
    /** When the customer will have been silent for too long, and when for so long that it is closed. */
    public long silenceAt;

    public long closeAt;
    /** The earliest of all that is due. */
    public long due = NEVER;
    /** When the clocks have to be looked at. */
    public long alarm;

    /** A new one. */
    public Case() {}

    /** Whether it is not closed. */
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    /** Whether a promise was broken that is still owed. */
    public boolean isBreached() {
        return firstBreached || resolutionBreached;
    }

    static List<String> with(List<String> list, String item) {
        if (item.isEmpty() || list.contains(item) || list.size() >= MOST_LISTED) {
            return list;
        }
        List<String> more = new ArrayList<>(list);
        more.add(item);
        return List.copyOf(more);
    }

    static List<String> without(List<String> list, String item) {
        return list.stream().filter(other -> !other.equals(item)).toList();
    }
}
