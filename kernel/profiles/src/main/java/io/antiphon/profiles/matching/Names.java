package io.antiphon.profiles.matching;

import static io.antiphon.profiles.matching.Level.CLOSE;
import static io.antiphon.profiles.matching.Level.DIFFERENT;
import static io.antiphon.profiles.matching.Level.ELSEWHERE;
import static io.antiphon.profiles.matching.Level.EXACT;
import static io.antiphon.profiles.matching.Level.MISSING;
import static io.antiphon.profiles.matching.Level.NEAR;

/** Compares names. */
final class Names {

    private Names() {}

    /** Compares the given names or the surnames of two people. */
    static Level compare(Person one, Person other, String a, String b) {
        Level straight = Texts.compare(a, b);
        if (straight == EXACT || straight == CLOSE) {
            return straight;
        }
        if (other.isCalled(a) || one.isCalled(b) || isElsewhere(a, other) || isElsewhere(b, one)) {
            return ELSEWHERE;
        }
        return straight == NEAR || isShort(a, b) ? NEAR : DIFFERENT;
    }

    /** Whether given name and surname seem to be exchanged, up to a slip. */
    private static boolean isElsewhere(String name, Person other) {
        return alike(name, other.get(Attribute.GIVEN)) || alike(name, other.get(Attribute.SURNAME));
    }

    private static boolean alike(String a, String b) {
        return !b.isEmpty() && Texts.compare(a, b) == CLOSE;
    }

    /** Whether one is the beginning of the other: an initial, or a short form. */
    private static boolean isShort(String a, String b) {
        return a.startsWith(b) || b.startsWith(a);
    }

    /** Compares the names beside given name and surname. */
    static Level others(Person one, Person other) {
        if (one.others().isEmpty() || other.others().isEmpty()) {
            return MISSING;
        }
        if (one.others().equals(other.others())) {
            return EXACT;
        }
        Level best = DIFFERENT;
        for (String a : one.others()) {
            for (String b : other.others()) {
                Level level = Texts.compare(a, b);
                if (level == EXACT) {
                    return CLOSE;
                }
                best = level == CLOSE || isShort(a, b) ? NEAR : best;
            }
        }
        return best;
    }
}
