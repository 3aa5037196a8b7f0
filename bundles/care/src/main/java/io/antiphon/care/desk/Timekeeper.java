package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the clocks of cases and journals what they say: warnings, breaches, the end of sleep, silence. Each once: the fold takes a
 * clock that has spoken off its list, and the next round waits for the fold.
 */
final class Timekeeper {

    static final String NAME = "antiphon";

    private static final int MOST = 500;

    private final Kernel kernel;
    private Position said = Position.START;

    Timekeeper(Kernel kernel) {
        this.kernel = kernel;
    }

    /** One round. @return how much was journaled */
    int round() {
        if (said.isAfter(kernel.reached())) {
            return 0;
        }
        long now = kernel.clock().instant().toEpochMilli();
        List<Entry> all = new ArrayList<>();
        for (Case one : kernel.read(cases -> cases.alarmed(now, MOST))) {
            Entry due = due(one, now);
            if (due != null) {
                all.add(due);
            }
        }
        if (!all.isEmpty()) {
            said = kernel.recorder().append(all).get(all.size() - 1).position();
        }
        return all.size();
    }

    private @Nullable Entry due(Case one, long now) {
        if (is(one.firstDue, now) && !one.firstBreached) {
            return clock("sla-breach", "first-answer", one, one.firstDue);
        }
        if (is(one.resolutionDue, now) && !one.resolutionBreached) {
            return clock("sla-breach", "resolution", one, one.resolutionDue);
        }
        if (is(one.firstWarn, now) && one.firstDue > 0 && !one.firstWarned) {
            return clock("sla-warning", "first-answer", one, one.firstDue);
        }
        if (is(one.resolutionWarn, now) && one.resolutionDue > 0 && !one.resolutionWarned) {
            return clock("sla-warning", "resolution", one, one.resolutionDue);
        }
        if (is(one.snoozed, now)) {
            return order("unsnooze", one, Map.of());
        }
        if (is(one.closeAt, now)) {
            return order("close", one, Map.of("reason", "no-reply"));
        }
        return is(one.silenceAt, now)
                ? order(
                        "silence",
                        one,
                        Map.of("since", Instant.ofEpochMilli(one.latestAnswerAt).toString()))
                : null;
    }

    private static boolean is(long time, long now) {
        return time > 0 && time <= now;
    }

    private Entry clock(String command, String clock, Case one, long due) {
        return order(
                command,
                one,
                Map.of("clock", clock, "due", Instant.ofEpochMilli(due).toString()));
    }

    private Entry order(String command, Case one, Map<String, Object> more) {
        Map<String, Object> told = new LinkedHashMap<>(more);
        told.put("unit", one.unit);
        told.put("queue", one.queue);
        told.put("priority", one.priority);
        told.put("channel", one.channel);
        told.putAll(kernel.about(one));
        return Entry.Commanded.of(NAME, command, CaseId.subject(one.id), told);
    }
}
