package io.antiphon.rules.lang;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When something is heard, then do something.
 *
 * @param file the file it stands in, without its ending
 * @param name its name in the file
 * @param about what it is for; empty if nobody said
 * @param enabled whether it decides anything
 * @param last whether no later rule is asked when it holds
 * @param on what it is asked about: {@link #SIGNAL}, or what happens to a case
 * @param when what must hold
 * @param counting how often it must have held; null for once
 * @param silence how long nobody may have answered; null if it acts at once
 * @param then what it does
 * @param key what its counts are kept under: its name and a hash of what it counts
 * @param line where it begins
 * @param lastLine where it ends
 * @param plain as it is written
 */
public record Rule(
        String file,
        String name,
        String about,
        boolean enabled,
        boolean last,
        String on,
        Condition when,
        @Nullable Counting counting,
        @Nullable Duration silence,
        List<Step> then,
        String key,
        int line,
        int lastLine,
        Map<String, Object> plain) {

    /** What rules are asked about unless they say otherwise. */
    public static final String SIGNAL = "signal";

    /** What else they can be asked about. */
    public static final List<String> EVENTS = List.of("sla-warning", "sla-breach", "silence");

    /** For whom is counted. */
    public enum Per {
        PROFILE("from the same customer"),
        CONVERSATION("in the same conversation"),
        UNIT("in the same unit"),
        CHANNEL("on the same channel"),
        CONNECTION("at the same connection"),
        EVERYONE("from everyone");

        private final String words;

        Per(String words) {
            this.words = words;
        }

        /** As it is written in a file. */
        public String written() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        String words() {
            return words;
        }
    }

    /**
     * It holds the nth time only.
     *
     * @param orMore whether it also holds each time after that
     */
    public record Counting(int times, Duration within, Per per, boolean orMore) {
        String told() {
            return "for the " + Words.ordinal(times) + (orMore ? " or a later" : "") + " time within "
                    + Words.time(within) + " " + per.words();
        }
    }

    /** Copies. */
    public Rule {
        then = List.copyOf(then);
    }

    /** Its name among all rules. */
    public String full() {
        return file + "/" + name;
    }

    /** The variables that all it does needs. */
    Set<String> variables() {
        Set<String> all = new TreeSet<>();
        then.forEach(step -> all.addAll(step.variables()));
        return all;
    }

    /** The steps that are done later, with those in them. */
    Step.@Nullable Wake wake(long number) {
        return find(then, number);
    }

    private static Step.@Nullable Wake find(List<Step> steps, long number) {
        for (Step step : steps) {
            if (step instanceof Step.Wake wake) {
                Step.Wake found = wake.number() == number ? wake : find(wake.then(), number);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** All of it in words. */
    public String told() {
        StringBuilder out = new StringBuilder();
        out.append(
                switch (on) {
                    case SIGNAL -> "When a signal is heard";
                    case "sla-warning" -> "When a case nears the end of its time";
                    case "sla-breach" -> "When a case is past its time";
                    default -> "When a case is silent";
                });
        String holds = when.told(null);
        out.append(holds.isEmpty() ? "" : " and " + holds);
        if (counting != null) {
            out.append(", ").append(counting.told());
        }
        if (silence != null) {
            out.append(", and nobody has answered it for ").append(Words.time(silence));
        }
        out.append(", then ");
        out.append(Words.both(new ArrayList<>(then.stream().map(Step::told).toList())));
        return out.append(last ? ", and ask no later rule." : ".").toString();
    }

    /** Why it decided what it decided. */
    String because(Facts facts) {
        String holds = when.told(facts);
        if (!holds.isEmpty()) {
            return "because " + holds;
        }
        return switch (on) {
            case SIGNAL -> "because a signal was heard";
            case "sla-warning" -> "because the case nears the end of its time";
            case "sla-breach" -> "because the case is past its time";
            default -> "because the case is silent";
        };
    }
}
