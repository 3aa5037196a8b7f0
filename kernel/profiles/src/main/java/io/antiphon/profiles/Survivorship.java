package io.antiphon.profiles;

import io.antiphon.spi.Problem;
import io.antiphon.spi.Profiles.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of the words that a profile's identities told on a trait counts. */
final class Survivorship {

    private static final String LATEST = "latest";
    private static final String FREQUENT = "frequent";
    private static final String TRUSTED = "trusted";

    private final Map<String, String> rules;
    private final List<String> trust;

    private record Told(Node node, Trait trait) {}

    Survivorship(ProfileSettings settings) {
        rules = rules(settings.survivorship());
        trust = List.of(settings.trust().strip().split("[\\s,]+"));
    }

    private static Map<String, String> rules(String text) {
        Map<String, String> rules = new HashMap<>();
        for (String one : text.split(",")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                rules.put(
                        one.substring(0, equals).strip(),
                        one.substring(equals + 1).strip());
            }
        }
        return rules;
    }

    static List<Problem> problems(ProfileSettings settings) {
        List<Problem> problems = new ArrayList<>();
        rules(settings.survivorship()).forEach((trait, rule) -> {
            if (!List.of(LATEST, FREQUENT, TRUSTED).contains(rule)) {
                problems.add(Problem.warning(
                        ProfileSettings.PID,
                        "survivorship: '" + rule + "' of '" + trait + "' is not known, so the latest word counts.",
                        "Choose latest, frequent or trusted."));
            }
        });
        return problems;
    }

    /** Each trait's word that counts, and who gave it when, by name; at most so many. */
    List<Word> counting(List<Node> nodes, int most) {
        TreeMap<String, List<Told>> words = new TreeMap<>();
        for (Node node : nodes) {
            node.traits.all().forEach((name, trait) -> words.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(new Told(node, trait)));
        }
        List<Word> counting = new ArrayList<>();
        for (Map.Entry<String, List<Told>> one : words.entrySet()) {
            if (counting.size() < most) {
                counting.add(word(one.getKey(), one.getValue()));
            }
        }
        return counting;
    }

    private Word word(String name, List<Told> words) {
        String rule = rules.getOrDefault(name, LATEST);
        Comparator<Told> latest = Comparator.comparingLong(word -> word.trait.told());
        Comparator<Told> better =
                switch (rule) {
                    case FREQUENT ->
                        Comparator.<Told>comparingLong(word -> count(word, words))
                                .thenComparing(latest);
                    case TRUSTED ->
                        Comparator.<Told>comparingInt(word -> -distrust(word.node))
                                .thenComparing(latest);
                    default -> latest;
                };
        Told best = words.stream().max(better).orElseThrow();
        return new Word(name, best.trait.value(), best.node.identity, Rows.position(best.trait.told()), rule);
    }

    private static long count(Told word, List<Told> words) {
        return words.stream()
                .filter(other -> other.trait.value().equals(word.trait.value()))
                .count();
    }

    private int distrust(Node node) {
        int at = trust.indexOf(node.identity.scheme());
        return at < 0 ? trust.size() : at;
    }
}
