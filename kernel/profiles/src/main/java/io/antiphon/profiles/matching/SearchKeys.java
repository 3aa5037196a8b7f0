package io.antiphon.profiles.matching;

import java.util.Set;
import java.util.TreeSet;

/**
 * The keys under which a person is looked for among very many, one at a time: narrower than those of {@link Blocks}, since each is kept
 * and asked for. A name alone makes none.
 */
public final class SearchKeys {

    private SearchKeys() {}

    /** All keys of a person. */
    public static Set<String> of(Person person) {
        Set<String> keys = new TreeSet<>();
        String given = Keys.sound(person.get(Attribute.GIVEN));
        String surname = Keys.sound(person.get(Attribute.SURNAME));
        String names = given.compareTo(surname) < 0 ? given + '|' + surname : surname + '|' + given;
        boolean named = !given.isEmpty() && !surname.isEmpty();
        String born = person.get(Attribute.BORN);
        if (named) {
            add(keys, "ny", names, Keys.year(person));
            add(keys, "np", names, person.get(Attribute.POSTCODE));
            add(keys, "nt", names, person.get(Attribute.PLACE));
        }
        add(keys, "bn", given, born);
        add(keys, "bn", surname, born);
        if (!given.isEmpty() || !born.isEmpty()) {
            add(keys, "e", "", person.get(Attribute.EMAIL));
            add(keys, "t", "", person.get(Attribute.PHONE));
        }
        add(keys, "i", "", person.get(Attribute.NATIONAL_ID));
        return keys;
    }

    private static void add(Set<String> keys, String kind, String one, String other) {
        boolean alone = kind.length() == 1;
        if (!other.isEmpty() && (alone || !one.isEmpty())) {
            keys.add(kind + '|' + one + '|' + other);
        }
    }
}
