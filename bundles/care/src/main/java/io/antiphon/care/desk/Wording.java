package io.antiphon.care.desk;

import io.antiphon.care.cases.Undelivered;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import java.util.Map;

/** What happened to a case, in words. */
final class Wording {

    private Wording() {}

    static String order(Entry.Commanded order, Kernel kernel) {
        Map<String, Object> told = order.arguments();
        String words =
                switch (order.command()) {
                    case "assign" ->
                        text(told, "to").isEmpty()
                                ? "assigned to nobody"
                                : "assigned to " + kernel.title(text(told, "to"));
                    case "take" -> "took it";
                    case "queue" -> "moved to the queue " + text(told, "queue");
                    case "priority" ->
                        text(told, "priority").equals("0")
                                ? "priority is worked out again"
                                : "priority set to " + text(told, "priority");
                    case "tag" -> "tags: " + signed(told, "add", "+") + signed(told, "remove", "−");
                    case "snooze" -> text(told, "until").isEmpty() ? "woke it" : "asleep until " + text(told, "until");
                    case "unsnooze" -> "awake again";
                    case "acknowledge" -> "acknowledged";
                    case "assess" -> "assessed";
                    case "close" -> "closed";
                    case "reopen" -> "opened again";
                    case "merge" -> "merged into " + text(told, "into");
                    case "language" -> "language set to " + text(told, "language");
                    case "sla-warning" -> "reminded that the " + clock(told) + " is due at " + text(told, "due");
                    case "sla-breach" -> "noticed that the " + clock(told) + " is overdue since " + text(told, "due");
                    case "silence" -> "noticed that the customer has not answered";
                    case "resolve" ->
                        text(told, "happened").equals("true")
                                ? "said that the answer arrived"
                                : "said that the answer did not arrive, so it is sent again";
                    default -> order.command();
                };
        String more = text(told, "reason").isEmpty() ? text(told, "text") : text(told, "reason");
        return more.isEmpty() ? words : words + ": " + more;
    }

    private static String clock(Map<String, Object> told) {
        return text(told, "clock").equals("first-answer") ? "answer" : "resolution";
    }

    private static String signed(Map<String, Object> told, String name, String sign) {
        StringBuilder all = new StringBuilder();
        if (told.get(name) instanceof Iterable<?> list) {
            list.forEach(item -> all.append(sign).append(item).append(' '));
        }
        return all.toString();
    }

    static String rule(Map<String, Object> told) {
        String because = text(told, "because").isEmpty() ? text(told, "reason") : text(told, "because");
        String what =
                switch (text(told, "op")) {
                    case "open" -> "opened the case";
                    case "route" -> "moved to the queue " + text(told, "queue");
                    case "tag" -> "tagged " + text(told, "tag");
                    case "priority" -> "priority set to " + text(told, "priority");
                    case "close" -> "needs no answer";
                    case "thank" -> "thanked";
                    default -> text(told, "op");
                };
        return because.isEmpty() ? what : what + ": " + because;
    }

    static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return "could not send the answer: " + refused.reason();
        }
        return outcome instanceof Outcome.Unsure unsure
                ? "could not tell whether the answer arrived: " + unsure.reason()
                : "sent the answer";
    }

    static String undelivered(Signal report) {
        return "heard that the answer was not delivered: " + Undelivered.reason(report);
    }

    private static String text(Map<String, Object> told, String name) {
        Object value = told.get(name);
        return value == null ? "" : value.toString();
    }
}
