package io.antiphon.profiles;

import io.antiphon.profiles.matching.Attribute;
import io.antiphon.profiles.matching.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What an identity's signals told of which a person has only one: whatever was told, not only the latest word. Bounded. */
final class Facts {

    /** What a person has only one of. */
    private static final List<Attribute> KINDS = List.of(Attribute.BORN, Attribute.NATIONAL_ID);

    /** More are not needed to see that somebody contradicts himself. */
    private static final int MOST_OF_A_KIND = 3;

    private final List<Fact> facts = new ArrayList<>(0);

    /** Takes what is told now. @return whether anything of it is new */
    boolean hear(Person person, long position) {
        boolean news = false;
        for (Attribute kind : KINDS) {
            String value = person.get(kind);
            long known = facts.stream().filter(fact -> fact.attribute() == kind).count();
            boolean isNew = facts.stream()
                    .noneMatch(fact -> fact.attribute() == kind && fact.value().equals(value));
            if (!value.isEmpty() && isNew && known < MOST_OF_A_KIND) {
                facts.add(new Fact(kind, value, position));
                news = true;
            }
        }
        return news;
    }

    /** Whether up to a position one identity told what cannot be true of one person: so several seem to share it. */
    boolean contradictThemselves(long position) {
        for (Fact one : facts) {
            for (Fact other : facts) {
                if (one.told() <= position && other.told() <= position && contradict(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contradict(Fact one, Fact other) {
        return one.attribute() == other.attribute() && Person.contradict(one.attribute(), one.value(), other.value());
    }

    /** Whether what two sides told up to a position cannot be true of one person: of something each told a word, and no two words agree. */
    static boolean contradict(Collection<Node> ones, Collection<Node> others, long position) {
        List<Fact> said = until(ones, position);
        List<Fact> answered = said.isEmpty() ? List.of() : until(others, position);
        for (Attribute kind : KINDS) {
            boolean contradiction = false;
            boolean agreement = false;
            for (Fact one : said) {
                for (Fact other : answered) {
                    if (one.attribute() == kind && other.attribute() == kind) {
                        contradiction |= contradict(one, other);
                        agreement |= !contradict(one, other);
                    }
                }
            }
            if (contradiction && !agreement) {
                return true;
            }
        }
        return false;
    }

    private static List<Fact> until(Collection<Node> nodes, long position) {
        List<Fact> all = new ArrayList<>();
        for (Node node : nodes) {
            for (Fact fact : node.facts.facts) {
                if (fact.told() <= position) {
                    all.add(fact);
                }
            }
        }
        return all;
    }

    /** As {@code born 19801204 1027} for each, in lines. */
    String write() {
        StringBuilder text = new StringBuilder();
        for (Fact fact : facts) {
            text.append(fact.attribute())
                    .append(' ')
                    .append(fact.value())
                    .append(' ')
                    .append(fact.told())
                    .append('\n');
        }
        return text.toString();
    }

    static Facts read(String text) {
        Facts facts = new Facts();
        for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
            String[] words = line.split(" ");
            facts.facts.add(new Fact(Attribute.valueOf(words[0]), words[1], Long.parseLong(words[2])));
        }
        return facts;
    }
}
