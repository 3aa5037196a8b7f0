package io.antiphon.profiles.matching;

import java.util.ArrayList;
import java.util.List;

/** The keys under which a person is looked for: two people who are one nearly always have one in common. */
final class Keys {

    private static final int SOUND = 4;
    private static final int YEAR = 4;
    private static final int SHORTEST_LOCAL = 4;
    private static final String CODES = "01230120022455012623010202";

    private Keys() {}

    /** All keys of a person; each starts with what it is made of. */
    static List<String> of(Person person) {
        List<String> keys = new ArrayList<>();
        numbers(person, keys);
        names(person, keys);
        places(person, keys);
        return keys;
    }

    private static void numbers(Person person, List<String> keys) {
        add(keys, "id", person.get(Attribute.NATIONAL_ID));
        add(keys, "phone", person.get(Attribute.PHONE));
        String email = person.get(Attribute.EMAIL);
        add(keys, "email", email);
        int at = email.indexOf('@');
        if (at >= SHORTEST_LOCAL) {
            add(keys, "local", email.substring(0, at));
        }
        add(keys, "born", person.get(Attribute.BORN));
    }

    private static void names(Person person, List<String> keys) {
        String given = sound(person.get(Attribute.GIVEN));
        String surname = sound(person.get(Attribute.SURNAME));
        add(
                keys,
                "names",
                given.compareTo(surname) < 0 ? given : surname,
                given.compareTo(surname) < 0 ? surname : given);
        String year = year(person);
        String day = day(person);
        for (String name : List.of(given, surname)) {
            add(keys, "year", name, year);
            add(keys, "day", name, day);
            add(keys, "post", name, person.get(Attribute.POSTCODE));
            add(keys, "place", name, person.get(Attribute.PLACE));
            add(keys, "birthplace", name, person.get(Attribute.BIRTHPLACE));
        }
        add(keys, "name", person.get(Attribute.GIVEN));
        add(keys, "name", person.get(Attribute.SURNAME));
        for (String name : person.others()) {
            add(keys, "name", name);
        }
    }

    private static void places(Person person, List<String> keys) {
        add(keys, "house", person.get(Attribute.POSTCODE), person.get(Attribute.HOUSE));
        add(keys, "street", person.get(Attribute.STREET), person.get(Attribute.HOUSE));
        add(keys, "postcode", person.get(Attribute.POSTCODE));
    }

    private static void add(List<String> keys, String kind, String value) {
        if (!value.isEmpty()) {
            keys.add(kind + '|' + value);
        }
    }

    private static void add(List<String> keys, String kind, String one, String other) {
        if (!one.isEmpty() && !other.isEmpty()) {
            keys.add(kind + '|' + one + '|' + other);
        }
    }

    /** The year of birth; empty if unknown. */
    static String year(Person person) {
        String born = person.get(Attribute.BORN);
        return born.isEmpty() ? "" : born.substring(0, YEAR);
    }

    private static String day(Person person) {
        String born = person.get(Attribute.BORN);
        return born.isEmpty() ? "" : born.substring(YEAR);
    }

    /** Soundex, for letters outside of a to z the first four of them; empty if there are no letters. */
    static String sound(String name) {
        StringBuilder sound = new StringBuilder(SOUND);
        char last = '0';
        for (int i = 0; i < name.length() && sound.length() < SOUND; i++) {
            char c = name.charAt(i);
            if (c == ' ') {
                continue;
            }
            char code = c >= 'a' && c <= 'z' ? CODES.charAt(c - 'a') : c;
            if (sound.length() == 0) {
                sound.append(c);
            } else if (code != '0' && code != last) {
                sound.append(code);
            }
            if (c != 'h' && c != 'w') {
                last = code;
            }
        }
        int length = sound.length();
        boolean half = length > 0 && Character.isHighSurrogate(sound.charAt(length - 1));
        return half ? sound.substring(0, length - 1) : sound.toString();
    }
}
