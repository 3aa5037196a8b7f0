package io.antiphon.care.cases;

import io.antiphon.care.settings.CareSettings;
import java.util.StringJoiner;

/** Works out how urgent a case is, and says why. */
final class Urgency {

    private static final int FIRST = 5;
    private static final int SECOND = 2;

    private final StringJoiner why = new StringJoiner("\n");
    private int points;

    private Urgency() {}

    /** Sets a case's priority, unless a person or a rule did. */
    static void judge(Case one, CareSettings settings) {
        if (one.priorityFixed) {
            return;
        }
        Urgency urgency = new Urgency();
        urgency.said(one, settings);
        urgency.happened(one);
        one.priority = Told.praises(one.traits) && urgency.points <= 0
                ? 4
                : urgency.points >= FIRST ? 1 : urgency.points >= SECOND ? 2 : 3;
        one.priorityWhy = urgency.why.toString();
    }

    private void said(Case one, CareSettings settings) {
        count((one.traits & Told.COMPLAINT) != 0, 2, "It is a complaint");
        count((one.traits & Told.NEGATIVE) != 0, 1, "The feeling is negative");
        count((one.traits & Told.LOW) != 0, 1, "The rating is low");
        count((one.traits & Told.URGENT) != 0, 2, "The customer says that it is urgent");
        count(one.vip, 2, "The customer is very important");
        for (String topic : one.topics) {
            count(settings.urgent().contains(topic), 3, "It is about " + topic);
        }
        count(Told.praises(one.traits), -1, "It is praise");
    }

    private void happened(Case one) {
        count(one.unanswered >= 4, 2, "The customer has written " + one.unanswered + " times without an answer");
        count(
                one.unanswered >= 2 && one.unanswered < 4,
                1,
                "The customer has written " + one.unanswered + " times without an answer");
        count(one.state == State.REOPENED, 1, "It was opened again");
        count(one.firstBreached, 2, "The answer is overdue");
        count(one.resolutionBreached, 1, "The resolution is overdue");
    }

    private void count(boolean applies, int worth, String reason) {
        if (applies) {
            points += worth;
            why.add(worth + "\t" + reason);
        }
    }
}
