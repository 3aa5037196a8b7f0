package io.antiphon.profiles.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one source says about a person, in the forms in which it is compared. What is not said is empty. */
public final class Person {

    private static final int MOST_OTHERS = 6;
    private static final Attribute[] ATTRIBUTES = Attribute.values();
    private static final Map<String, String> GENERATIONS =
            Map.of("jr", "jr", "junior", "jr", "sr", "sr", "senior", "sr", "ii", "2", "iii", "3", "iv", "4");

    private final String[] values;

    /** Names beside the given one and the surname. */
    private final List<String> others;

    private Person(String[] values, List<String> others) {
        this.values = values;
        this.others = others;
    }

    /** Reads what is said; what cannot be read is left out. */
    public static Person of(Map<Attribute, String> said) {
        Map<Attribute, String> forms = new EnumMap<>(Attribute.class);
        said.forEach((attribute, value) -> forms.put(attribute, Forms.of(attribute, value)));
        boolean apart = forms.containsKey(Attribute.GIVEN) || forms.containsKey(Attribute.SURNAME);
        String name = said.getOrDefault(Attribute.NAME, "");
        if (name.isBlank() && !apart) {
            name = said.getOrDefault(Attribute.SHORT_NAME, "");
        }
        List<String> words = words(Forms.words(name));
        generation(words, forms);
        if (!words.isEmpty() && !apart) {
            split(words, isSurnameFirst(name), forms);
        }
        forms.remove(Attribute.NAME);
        forms.remove(Attribute.SHORT_NAME);
        String[] values = new String[ATTRIBUTES.length];
        for (Attribute attribute : ATTRIBUTES) {
            values[attribute.ordinal()] = forms.getOrDefault(attribute, "");
        }
        words.removeAll(words(values[Attribute.GIVEN.ordinal()]));
        words.removeAll(words(values[Attribute.SURNAME.ordinal()]));
        return new Person(values, List.copyOf(words.subList(0, Math.min(MOST_OTHERS, words.size()))));
    }

    private static List<String> words(String form) {
        List<String> words = new ArrayList<>();
        for (String word : form.split(" ")) {
            if (!word.isEmpty() && !words.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static void generation(List<String> words, Map<Attribute, String> forms) {
        int last = words.size() - 1;
        String generation = last < 1 ? null : GENERATIONS.get(words.get(last));
        if (generation != null) {
            words.remove(last);
            forms.putIfAbsent(Attribute.GENERATION, generation);
        }
        forms.computeIfPresent(Attribute.GENERATION, (attribute, given) -> GENERATIONS.getOrDefault(given, given));
    }

    private static boolean isSurnameFirst(String name) {
        int comma = name.indexOf(',');
        return comma > 0 && !name.substring(0, comma).strip().contains(" ");
    }

    private static void split(List<String> words, boolean surnameFirst, Map<Attribute, String> forms) {
        int last = words.size() - 1;
        forms.put(Attribute.GIVEN, words.get(surnameFirst ? Math.min(1, last) : 0));
        if (last > 0) {
            forms.put(Attribute.SURNAME, words.get(surnameFirst ? 0 : last));
        }
    }

    /** What is said about an attribute; empty if nothing is. */
    public String get(Attribute attribute) {
        return values[attribute.ordinal()];
    }

    /**
     * Whether two values, in the forms in which they are compared, cannot both be true of one person: other than by a slip.
     *
     * @param attribute date of birth or national id
     */
    public static boolean contradict(Attribute attribute, String one, String other) {
        Level level = attribute == Attribute.BORN ? Dates.compare(one, other) : Texts.digits(one, other);
        return level != Level.EXACT && level != Level.CLOSE;
    }

    List<String> others() {
        return others;
    }

    /** Whether one of the names is this. */
    boolean isCalled(String name) {
        return get(Attribute.GIVEN).equals(name) || get(Attribute.SURNAME).equals(name) || others.contains(name);
    }
}
