package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.Queue;
import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who should work on a case: by unit, skill and language, whether at work, and by load. Pure. */
final class Choice {

    private final List<Person> people;
    private final Predicate<String> working;
    private final CareSettings settings;

    /** Somebody who could, and why. @param exact whether they speak the customer's language */
    record Candidate(Person person, long open, boolean working, boolean exact, String why) {}

    Choice(List<Person> people, Predicate<String> working, CareSettings settings) {
        this.people = people;
        this.working = working;
        this.settings = settings;
    }

    /** All who could, the best first. Only agents: those above them give work, and do not get it. */
    List<Candidate> of(Case one, Map<String, Long> loads) {
        List<String> skills = settings.queue(one.queue).map(Queue::skills).orElse(List.of());
        List<Candidate> candidates = new ArrayList<>();
        for (Person person : people) {
            boolean able = person.role() == Role.AGENT
                    && person.covers(one.unit)
                    && person.skills().containsAll(skills);
            boolean speaks = one.language.isEmpty() || Queue.speaks(person.languages(), one.language);
            if (able && (speaks || person.languages().isEmpty())) {
                long open = loads.getOrDefault(person.name(), 0L);
                boolean there = working.test(person.name());
                candidates.add(new Candidate(person, open, there, speaks, why(one, skills, speaks, there, open)));
            }
        }
        candidates.sort(Comparator.comparing((Candidate all) -> !all.exact())
                .thenComparing(all -> !all.working())
                .thenComparing(Candidate::open)
                .thenComparing(all -> all.person().name()));
        return candidates;
    }

    /** The best of them. */
    Optional<Candidate> best(Case one, Map<String, Long> loads) {
        return of(one, loads).stream().findFirst();
    }

    private static String why(Case one, List<String> skills, boolean speaks, boolean there, long open) {
        List<String> why = new ArrayList<>();
        if (!one.language.isEmpty()) {
            why.add(speaks ? "speaks " + one.language : "no language is known of them");
        }
        if (!skills.isEmpty()) {
            why.add("knows " + String.join(", ", skills));
        }
        why.add(open + (open == 1 ? " open case" : " open cases"));
        if (!there) {
            why.add("not at work just now");
        }
        return String.join(", ", why);
    }
}
