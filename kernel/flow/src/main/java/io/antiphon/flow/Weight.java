package io.antiphon.flow;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes something takes, from the lengths of its texts. */
final class Weight {

    private static final int PART = 32;

    private Weight() {}

    static long of(Signal signal) {
        return 4 * PART
                + of(signal.externalId())
                + of(signal.text())
                + of(signal.conversation())
                + (long) signal.identities().size() * 2 * PART
                + of(signal.attributes());
    }

    static long of(List<Signal> signals) {
        long sum = 0;
        for (Signal signal : signals) {
            sum += of(signal);
        }
        return sum;
    }

    static long of(Insight insight) {
        return PART + of(insight.type()) + of(insight.value()) + of(insight.about()) + of(insight.attributes());
    }

    static long of(Action action) {
        return PART + of(action.text()) + of(action.conversation()) + of(action.inReplyTo()) + of(action.attributes());
    }

    /** Of an entry the road derives. */
    static long of(Entry entry) {
        if (entry instanceof Entry.Understood understood) {
            long sum = PART;
            for (Insight insight : understood.insights()) {
                sum += of(insight);
            }
            return sum;
        }
        return entry instanceof Entry.Decided decided ? PART + of(decided.action()) : PART;
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static long of(Map<?, ?> map) {
        long sum = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            sum += value(entry.getKey()) + value(entry.getValue());
        }
        return sum;
    }

    private static long value(@Nullable Object value) {
        if (value instanceof String text) {
            return PART + text.length();
        }
        if (value instanceof Map<?, ?> map) {
            return PART + of(map);
        }
        if (value instanceof List<?> list) {
            long sum = PART;
            for (Object item : list) {
                sum += value(item);
            }
            return sum;
        }
        return PART;
    }
}
