package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random histories of a few people who are heard, linked and unlinked a lot. */
final class Histories {

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

    private static Entry heard(Random random, int offset, int people) {
        String[] identities = new String[random.nextInt(8) == 0 ? random.nextInt(5) : 1 + random.nextInt(2)];
        for (int i = 0; i < identities.length; i++) {
            identities[i] = identity(random, people);
        }
        Map<String, Object> told =
                random.nextInt(3) == 0 ? Map.of("name", "Name " + random.nextInt(5), "age", offset) : Map.of();
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
