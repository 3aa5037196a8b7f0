package io.antiphon.care.cases;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lets anything happen in any order, the same for the same seed; also what makes no sense. */
final class RandomHistory {

    private static final List<String> VERBS = List.of(
            "assign",
            "take",
            "queue",
            "priority",
            "tag",
            "note",
            "snooze",
            "acknowledge",
            "assess",
            "close",
            "reopen",
            "merge",
            "language",
            "sla-warning",
            "sla-breach",
            "silence",
            "unsnooze",
            "reply",
            "dance");

    private final Play play;
    private final Random random;
    private final List<Entry.Heard> heard = new ArrayList<>();
    private final List<Entry.Understood> understood = new ArrayList<>();
    private final List<Entry.Decided> decided = new ArrayList<>();

    RandomHistory(long seed) throws SQLException {
        play = new Play();
        random = new Random(seed);
    }

    /** Entries of about that number. */
    List<Entry> entries(int count) {
        for (int i = 0; i < count; i++) {
            play.clock().advance(Duration.ofMinutes(random.nextInt(600)));
            step();
        }
        return play.journal().all();
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 40 || heard.isEmpty()) {
            hear();
        } else if (dice < 55) {
            understand();
        } else if (dice < 75) {
            command();
        } else if (dice < 90) {
            decide();
        } else if (dice < 99) {
            perform();
        } else {
            play.settings("{\"queues\": [{\"name\": \"only\", \"units\": [\"acme/a\"], \"level\": \"l\"}], \"levels\":"
                    + " [{\"name\": \"l\", \"firstAnswer\": \"4h\", \"resolution\": \"9h\"}], \"ignore\": [\"order\"],"
                    + " \"mergeHours\": 24}");
        }
    }

    private void hear() {
        if (random.nextInt(8) == 0) {
            report();
            return;
        }
        String kind = pick("message", "message", "review", "order", "complaint");
        SignalBuilder signal = Signal.of(kind)
                .externalId("e" + random.nextInt(2_000))
                .channel(pick("email", "webchat"))
                .unit(pick("acme/a", "acme/b", ""))
                .attribute("n", random.nextInt());
        if (random.nextInt(4) > 0) {
            signal.text(pick("Where is it?", "Thank you", "", "Nothing\nworks"));
        }
        if (random.nextInt(4) == 0) {
            signal.rating((double) random.nextInt(6));
        }
        if (random.nextInt(3) > 0) {
            signal.conversation("c" + random.nextInt(20));
        }
        if (random.nextInt(3) == 0) {
            signal.inReplyTo(reference());
        }
        if (random.nextInt(6) == 0) {
            signal.direction(Direction.OUTBOUND);
        }
        Entry.Heard entry = play.heard(pick("one", "other"), signal);
        heard.add(entry);
        if (random.nextBoolean()) {
            understand(entry);
        }
    }

    private void report() {
        heard.add(play.heard(
                "one",
                Signal.of("delivery-report")
                        .attribute("auto", true)
                        .attribute("action", pick("failed", "failed", "delayed"))
                        .attribute("originalMessageId", reference())));
    }

    private String reference() {
        return pick("<", "") + "m" + random.nextInt(60) + "@shop.example";
    }

    private void understand() {
        if (!understood.isEmpty() && random.nextInt(3) == 0) {
            Entry.Understood before = understood.get(random.nextInt(understood.size()));
            play.append(Entry.Understood.class, before.again(2 + random.nextInt(50), insights()));
        } else {
            understand(heard.get(random.nextInt(heard.size())));
        }
    }

    private void understand(Entry.Heard entry) {
        @Nullable String profile = random.nextInt(5) == 0 ? null : "p" + random.nextInt(8);
        understood.add(play.understood(entry, profile, insights().toArray(Insight[]::new)));
    }

    private List<Insight> insights() {
        List<Insight> all = new ArrayList<>();
        all.add(Insight.of("language", pick("en", "ru", "zh")));
        all.add(Insight.of("sentiment", pick("positive", "negative", "neutral", "mixed")));
        all.add(Insight.of("topic", pick("late", "safety", "price")));
        if (random.nextBoolean()) {
            all.add(Insight.of("intent", pick("praise", "complaint", "question")));
        }
        return all;
    }

    private long anyCase() {
        return heard.get(random.nextInt(heard.size())).position().offset();
    }

    private void command() {
        Map<String, Object> told = new HashMap<>();
        told.put("to", pick("olga", "ada", ""));
        told.put("queue", pick("care", "thanks", "only", "nowhere"));
        told.put("priority", random.nextInt(6));
        told.put("add", List.of(pick("a", "b")));
        told.put("remove", List.of(pick("a", "c")));
        told.put("reason", pick("solved", "spam", "", "thanked"));
        told.put("until", pick("2026-05-01T00:00:00Z", "", "tomorrow"));
        told.put("into", CaseId.of(anyCase()));
        told.put("clock", pick("first-answer", "resolution"));
        told.put("due", "2026-01-06T00:00:00Z");
        told.put("language", pick("en", "ru"));
        told.put("key", pick("", "k1", "k2"));
        play.command(pick("olga", "ada", "antiphon"), VERBS.get(random.nextInt(VERBS.size())), anyCase(), told);
    }

    private void decide() {
        Entry.Heard about = heard.get(random.nextInt(heard.size()));
        Map<String, Object> told = new HashMap<>();
        Entry cause = about;
        if (random.nextInt(3) == 0) {
            cause = play.append(Entry.Commanded.class, Entry.Commanded.of("antiphon", "rule-fired", "p1", Map.of()));
            told.put(pick("signal", "signal", "other"), about.position().toString());
        }
        if (random.nextInt(4) == 0) {
            told.put("case", CaseId.of(anyCase()));
        }
        if (random.nextBoolean()) {
            told.put(pick("acknowledgement", "other"), true);
            told.put(pick("by", "other"), "olga");
            Action reply = Action.reply(about.connection(), about.signal(), "We are sorry")
                    .details(told);
            decided.add(play.decided(cause, "p" + random.nextInt(1_000), reply));
        } else {
            told.put("op", pick("open", "route", "tag", "priority", "close", "thank", "dance"));
            told.put("queue", pick("care", "only", "x"));
            told.put("tag", "rule");
            told.put("priority", random.nextInt(5));
            told.put("reason", "a rule");
            play.decided(
                    cause, "p" + random.nextInt(1_000), Action.of("case", "").details(told));
        }
    }

    private void perform() {
        if (!decided.isEmpty()) {
            Outcome outcome =
                    switch (random.nextInt(5)) {
                        case 0 -> new Outcome.Refused("unknown address");
                        case 1 -> new Outcome.Unsure("it broke off");
                        default -> new Outcome.Done(reference());
                    };
            Entry.Decided which = decided.get(random.nextInt(decided.size()));
            if (random.nextInt(4) == 0) {
                String action = "action " + which.action().id();
                Map<String, Boolean> told = Map.of("happened", random.nextBoolean());
                play.append(Entry.Commanded.class, Entry.Commanded.of("olga", "resolve", action, told));
            }
            play.append(Entry.Performed.class, Entry.Performed.of(which, outcome, random.nextInt(3)));
        }
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
