package io.antiphon.rules.desk;

import io.antiphon.rules.lang.Rule;
import io.antiphon.rules.lang.RuleReader.Read;
import io.antiphon.rules.memory.Choices;
import io.antiphon.rules.memory.RulesFold;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is shown of rules. */
final class RuleViews {

    private final RuleStore store;
    private final State state;

    RuleViews(RuleStore store, State state) {
        this.store = store;
        this.state = state;
    }

    /** All rules, and the files they stand in. */
    Map<String, Object> list() {
        Map<String, RulesFold.Hits> hits = hits();
        Map<String, Read> broken = store.broken();
        RuleStore.Live live = store.live();
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Rule rule : live.rules()) {
            Map<String, Object> view = rule(rule);
            RulesFold.Hits known = hits.get(rule.full());
            view.put("hits", known == null ? 0 : known.hits());
            if (known != null) {
                view.put("lastFired", Instant.ofEpochMilli(known.latest()));
            }
            rules.add(view);
        }
        TreeSet<String> names = new TreeSet<>(live.files().keySet());
        names.addAll(broken.keySet());
        List<Map<String, Object>> files = new ArrayList<>();
        for (String name : names) {
            Read now = live.files().get(name);
            Read wrong = broken.get(name);
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("file", name);
            view.put("version", now == null ? "" : now.version());
            view.put("rules", now == null ? 0 : now.rules().size());
            view.put("faults", wrong == null ? List.of() : wrong.faults());
            files.add(view);
        }
        return Map.of("version", live.version(), "rules", rules, "files", files);
    }

    private Map<String, RulesFold.Hits> hits() {
        Map<String, RulesFold.Hits> hits = new HashMap<>();
        try {
            state.read(RulesFold.NAME, RulesFold::hits).forEach(one -> hits.put(one.rule(), one));
        } catch (AntiphonException e) {
            if (e.code() != AntiphonException.Code.UNAVAILABLE) {
                throw e;
            }
        }
        return hits;
    }

    /** A rule in short, in words, and as it is written. */
    Map<String, Object> rule(Rule rule) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", rule.file());
        view.put("name", rule.name());
        view.put("rule", rule.full());
        view.put("about", rule.about());
        view.put("enabled", rule.enabled());
        view.put("on", rule.on());
        view.put("words", rule.told());
        view.put("line", rule.line());
        view.put("written", rule.plain());
        return view;
    }

    /** A file with its rules. */
    Map<String, Object> file(Read read) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", read.file());
        view.put("version", read.version());
        view.put(
                "live",
                store.live().files().containsKey(read.file())
                        && store.live().files().get(read.file()).version().equals(read.version()));
        view.put("text", read.text());
        view.put("rules", read.rules().stream().map(this::rule).toList());
        view.put("faults", read.faults());
        return view;
    }

    /** Words to choose from. */
    Map<String, List<String>> choices() {
        try {
            return state.read(RulesFold.NAME, Choices::read);
        } catch (AntiphonException e) {
            if (e.code() == AntiphonException.Code.UNAVAILABLE) {
                return Map.of();
            }
            throw e;
        }
    }
}
