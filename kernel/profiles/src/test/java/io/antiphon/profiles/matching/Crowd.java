package io.antiphon.profiles.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** People made up, each described several times and with slips; the same seed makes the same people. */
final class Crowd {

    private static final String[] SYLLABLES = {
        "an", "bel", "cor", "da", "el", "fin", "gra", "ho", "is", "jo", "ka", "lu", "mar", "ni", "ol", "pe", "ro", "sa",
        "ti", "vi"
    };

    final List<Person> people = new ArrayList<>();
    final List<Integer> truth = new ArrayList<>();
    private final Random random;

    Crowd(long seed) {
        random = new Random(seed);
    }

    /** Describes so many new people, each one to {@code most} times. */
    Crowd with(int count, int most) {
        for (int i = 0; i < count; i++) {
            Map<Attribute, String> said = somebody();
            int who = truth.isEmpty() ? 0 : truth.get(truth.size() - 1) + 1;
            for (int times = 1 + random.nextInt(most); times > 0; times--) {
                add(who, slipped(said));
            }
        }
        return this;
    }

    void add(int who, Map<Attribute, String> said) {
        truth.add(who);
        people.add(Person.of(said));
    }

    private Map<Attribute, String> somebody() {
        Map<Attribute, String> said = new EnumMap<>(Attribute.class);
        said.put(Attribute.GIVEN, word(2, 60));
        said.put(Attribute.SURNAME, word(3, 900));
        said.put(
                Attribute.BORN,
                String.format(
                        "%d-%02d-%02d", 1930 + random.nextInt(75), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        said.put(Attribute.PLACE, word(3, 150));
        said.put(Attribute.POSTCODE, String.valueOf(10_000 + random.nextInt(5_000)));
        said.put(Attribute.STREET, word(3, 4_000) + " street");
        said.put(Attribute.EMAIL, word(3, 100_000) + random.nextInt(100) + "@example.org");
        return said;
    }

    /** One of so many words, some of them much more frequent than others. */
    private String word(int syllables, int of) {
        Random letters = new Random((long) (of * Math.pow(random.nextDouble(), 2)) + 31L * syllables * of);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(SYLLABLES[letters.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private Map<Attribute, String> slipped(Map<Attribute, String> said) {
        Map<Attribute, String> slipped = new EnumMap<>(said);
        for (Attribute attribute : said.keySet()) {
            int chance = random.nextInt(100);
            if (chance < 12) {
                slipped.remove(attribute);
            } else if (chance < 22) {
                slipped.put(attribute, slip(said.get(attribute)));
            }
        }
        if (random.nextInt(20) == 0) {
            slipped.put(Attribute.GIVEN, said.get(Attribute.SURNAME));
            slipped.put(Attribute.SURNAME, said.get(Attribute.GIVEN));
        }
        return slipped;
    }

    private String slip(String value) {
        int at = random.nextInt(value.length() - 1);
        char other = Character.isDigit(value.charAt(at)) ? (char) ('0' + random.nextInt(10)) : 'e';
        return switch (random.nextInt(3)) {
            case 0 -> value.substring(0, at) + value.substring(at + 1);
            case 1 -> value.substring(0, at) + value.charAt(at + 1) + value.charAt(at) + value.substring(at + 2);
            default -> value.substring(0, at) + other + value.substring(at + 1);
        };
    }
}
