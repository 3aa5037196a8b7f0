package io.antiphon.rules.desk;

import io.antiphon.rules.lang.Rule;
import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.rules.lang.Words;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Person;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Replay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules that are not live yet beside those that are, over what was recorded. Nothing is written and nothing leaves. */
final class DryRun {

    private static final int MOST_EXAMPLES = 20;
    private static final int SHOWN = 300;

    private final String id;
    private final Rehearsal candidate;
    private final Rehearsal live;
    private final int last;
    private final Person person;
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Map<String, List<Map<String, Object>>> examples = new TreeMap<>();
    private String phase = "waiting";
    private String message = "";
    private boolean cancelled;
    private boolean whole = true;
    private long entries;
    private long signals;
    private long done;
    private long total;
    private long same;

    DryRun(String id, List<Rule> candidate, List<Rule> live, int last, Person person) {
        this.id = id;
        this.candidate = new Rehearsal(new RulesPolicy(candidate));
        this.live = new Rehearsal(new RulesPolicy(live));
        this.last = last;
        this.person = person;
    }

    String id() {
        return id;
    }

    synchronized void cancel() {
        cancelled = true;
    }

    synchronized boolean isOver() {
        return List.of("done", "cancelled", "failed").contains(phase);
    }

    private synchronized void become(String now, String why) {
        phase = now;
        message = why;
    }

    /** Runs it on this thread. */
    void run(Replay replay) {
        try {
            Replay.Result result = replay.replay(replay.beforeLast(last), new Replay.Visitor() {
                @Override
                public boolean entry(Entry entry, Profile profile) {
                    return ask(entry, profile);
                }

                @Override
                public boolean progress(Replay.Progress progress) {
                    return told(progress);
                }
            });
            synchronized (this) {
                whole = result.whole();
                phase = result.stopped() ? "cancelled" : "done";
            }
        } catch (InterruptedException e) {
            become("cancelled", "");
        } catch (RuntimeException e) {
            become("failed", String.valueOf(e.getMessage()));
        }
    }

    private synchronized boolean told(Replay.Progress progress) {
        phase = progress.phase() == Replay.Phase.LEARNING ? "learning" : "running";
        done = progress.reached().offset() - progress.begin().offset();
        total = progress.end().offset() - progress.begin().offset();
        return !cancelled;
    }

    private synchronized boolean ask(Entry entry, Profile profile) {
        entries++;
        signals += entry instanceof Entry.Understood ? 1 : 0;
        List<Map<String, Object>> before = shown(live.entry(entry, profile));
        List<Map<String, Object>> after = shown(candidate.entry(entry, profile));
        before.forEach(one -> count(one, 0));
        after.forEach(one -> count(one, 1));
        if (!before.isEmpty() || !after.isEmpty()) {
            compare(entry, profile, before, after);
        }
        return !cancelled;
    }

    private void count(Map<String, Object> action, int side) {
        counts.computeIfAbsent(String.valueOf(action.get("rule")), any -> new long[2])[side]++;
    }

    private void compare(
            Entry entry, Profile profile, List<Map<String, Object>> before, List<Map<String, Object>> after) {
        if (bare(before).equals(bare(after))) {
            same++;
            keep("stay", entry, profile, before, after);
        } else {
            keep(before.isEmpty() ? "appear" : after.isEmpty() ? "vanish" : "change", entry, profile, before, after);
        }
    }

    private static List<Map<String, Object>> bare(List<Map<String, Object>> actions) {
        return actions.stream()
                .map(action -> {
                    Map<String, Object> bare = new LinkedHashMap<>(action);
                    bare.remove("because");
                    return bare;
                })
                .toList();
    }

    private static List<Map<String, Object>> shown(List<Action> actions) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Action action : actions) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("rule", action.attributes().getOrDefault("rule", ""));
            shown.put("type", action.type());
            if (!action.connection().isEmpty()) {
                shown.put("connection", action.connection());
            }
            if (action.text() != null) {
                shown.put("text", Words.cut(action.text(), SHOWN));
            }
            for (String name : List.of("op", "queue", "priority", "tag", "reason", "to", "title", "because")) {
                Object value = action.attributes().get(name);
                if (value != null) {
                    shown.put(name, value);
                }
            }
            all.add(shown);
        }
        return all;
    }

    private void keep(
            String difference,
            Entry entry,
            Profile profile,
            List<Map<String, Object>> before,
            List<Map<String, Object>> after) {
        String unit = entry instanceof Entry.Understood understood
                ? understood.heard().signal().unit()
                : "";
        List<Map<String, Object>> kept = examples.computeIfAbsent(difference, any -> new ArrayList<>());
        if (kept.size() >= MOST_EXAMPLES || !person.covers(unit)) {
            return;
        }
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("difference", difference);
        example.put("at", entry.at());
        example.put("profile", profile.id());
        example.put("position", entry.position().toString());
        if (entry instanceof Entry.Understood understood) {
            String text = understood.heard().signal().text();
            example.put("position", understood.heard().position().toString());
            example.put("kind", understood.heard().signal().kind());
            example.put("channel", understood.heard().signal().channel());
            example.put("text", text == null ? "" : Words.cut(text, SHOWN));
        }
        example.put("before", before);
        example.put("after", after);
        kept.add(example);
    }

    /** How it stands. */
    synchronized Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("id", id);
        report.put("state", phase);
        report.put("message", message);
        report.put("done", done);
        report.put("total", total);
        report.put("entries", entries);
        report.put("signals", signals);
        report.put("same", same);
        report.put("whole", whole);
        report.put("pending", candidate.pending());
        List<Map<String, Object>> rules = new ArrayList<>();
        counts.forEach((rule, sides) -> rules.add(Map.of("rule", rule, "before", sides[0], "after", sides[1])));
        report.put("rules", rules);
        List<Object> all = new ArrayList<>();
        for (String difference : List.of("appear", "vanish", "change", "stay")) {
            all.addAll(examples.getOrDefault(difference, List.of()));
        }
        report.put("examples", all);
        return report;
    }
}
