package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random histories of a few people who are heard, linked and unlinked a lot. */
final class Histories {

    private static final String[] GIVEN = {"Ada", "Adda", "Grace"};
    private static final String[] SURNAMES = {"Lovelace", "Hopper", "Somerville"};
    private static final String[] BORN = {"1980-02-1", "1951-11-2"};

    private Histories() {}

    static List<Entry> random(Random random, int entries, int people) {
        List<Entry> history = new ArrayList<>();
        for (int offset = 1; offset <= entries; offset++) {
            history.add(
                    switch (random.nextInt(10)) {
                        case 0 -> Given.unlink(offset, identity(random, people), identity(random, people));
                        case 1 ->
                            random.nextInt(3) > 0
                                    ? Given.unlink(offset, identity(random, people), identity(random, people))
                                    : Given.link(offset, identity(random, people), identity(random, people));
                        default -> heard(random, offset, people);
                    });
        }
        return history;
    }

    /** Such a history, with orders and timers about the people. */
    static List<Entry> concerning(Random random, int entries, int people) {
        List<Entry> history = random(random, entries, people);
        for (int i = 0; i < entries; i++) {
            String id = ProfileId.of(1L + random.nextInt(people));
            switch (random.nextInt(10)) {
                case 0 -> history.set(i, Given.performed(i + 1L, id));
                case 1 -> history.set(i, Given.order(i + 1L, id));
                default -> {
                    // as it is
                }
            }
        }
        return history;
    }

    /** Such a history, in which people are described so that they are like each other, and like themselves under other names. */
    static List<Entry> described(Random random, int entries, int people) {
        List<Entry> history = random(random, entries, people);
        for (int i = 0; i < entries; i++) {
            if (random.nextInt(3) == 0) {
                int person = random.nextInt(people);
                Map<String, Object> told = new TreeMap<>();
                told.put("name", GIVEN[random.nextInt(3)] + " " + SURNAMES[person % SURNAMES.length]);
                if (random.nextInt(2) == 0) {
                    told.put("born", BORN[person % 2] + person % 10);
                }
                if (random.nextInt(2) == 0) {
                    told.put("address", Map.of("postcode", "1011" + person % 3, "city", "Berlin"));
                }
                history.set(i, Given.heard(i + 1L, told, identity(random, people)));
            }
        }
        return history;
    }

    private static Entry heard(Random random, int offset, int people) {
        String[] identities = new String[random.nextInt(8) == 0 ? random.nextInt(5) : 1 + random.nextInt(2)];
        for (int i = 0; i < identities.length; i++) {
            identities[i] = identity(random, people);
        }
        Map<String, Object> told = new TreeMap<>();
        if (random.nextInt(3) == 0) {
            told.put("name", "Name " + random.nextInt(5));
            told.put("age", offset);
        }
        if (random.nextInt(12) == 0) {
            told.put("born", BORN[random.nextInt(BORN.length)] + random.nextInt(10));
        }
        return Given.heard(offset, told, identities);
    }

    private static String identity(Random random, int people) {
        int person = random.nextInt(people);
        return switch (random.nextInt(9)) {
            case 0, 1 -> "email:Person" + person + "@Example.org";
            case 2, 3 -> "email:person" + person + "@example.org";
            case 4 -> "phone:+49 30 1234" + (10 + person);
            case 5 -> "twitter:@Person" + person;
            case 6, 7 -> "crm:" + person;
            default -> "email:n/a";
        };
    }
}
