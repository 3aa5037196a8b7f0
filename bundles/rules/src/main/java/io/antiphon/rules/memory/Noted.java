package io.antiphon.rules.memory;

import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.rules.lang.Words;
import io.antiphon.spi.Action;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the policy had noted, to be counted or waited for.
 *
 * @param token the id of the decision to note it
 * @param profile whom it concerns; empty if nobody known
 * @param details the action's attributes
 */
public record Noted(String token, String profile, Map<String, Object> details) {

    /** So many signals more than are asked for are kept of one customer and rule. */
    static final int SPARE = 100;

    /** That of an action of {@link RulesPolicy#TALLY}, or of a wake for silence. */
    public static Noted of(String token, @Nullable String profile, Action action) {
        return new Noted(token, profile == null ? "" : profile, action.attributes());
    }

    /** Whether an action has something counted. */
    public static boolean isTally(Action action) {
        return action.type().equals(RulesPolicy.TALLY) && action.attributes().get("key") instanceof String;
    }

    /** Whether an action waits for silence. */
    public static boolean isSilence(Action action) {
        return action.type().equals(Action.WAKE)
                && "silence".equals(action.attributes().get("why"))
                && action.attributes().get("key") instanceof String;
    }

    String text(String name) {
        return details.get(name) instanceof String text ? text : "";
    }

    long number(String name) {
        return details.get(name) instanceof Long number ? number : 0;
    }

    /** Whether the rule acts at such a count. */
    public boolean acts(long count) {
        long times = number("times");
        return count == times || Boolean.TRUE.equals(details.get("orMore")) && count > times;
    }

    String conversation() {
        return details.get("situation") instanceof Map<?, ?> situation
                ? Answered.conversation(
                        String.valueOf(situation.get("connection")), (String) situation.get("conversation"))
                : "";
    }

    /** The arguments of the command that tells the rule to act. @param count how many there were; 0 for a silence */
    public Map<String, Object> fired(long count) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("rule", text("rule"));
        arguments.put("token", token);
        arguments.put("profile", profile);
        arguments.put("signal", text("signal"));
        if (count > 0) {
            arguments.put("count", count);
            arguments.put(
                    "because", text("because") + ", the " + Words.ordinal(count) + " within " + text("told"));
        } else {
            arguments.put("because", text("because") + ", and nobody has answered since");
        }
        arguments.put("situation", details.getOrDefault("situation", Map.of()));
        return arguments;
    }
}
