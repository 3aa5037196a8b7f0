package io.antiphon.profiles.matching;

import static io.antiphon.profiles.matching.Level.CLOSE;
import static io.antiphon.profiles.matching.Level.DIFFERENT;
import static io.antiphon.profiles.matching.Level.ELSEWHERE;
import static io.antiphon.profiles.matching.Level.EXACT;
import static io.antiphon.profiles.matching.Level.MISSING;
import static io.antiphon.profiles.matching.Level.NEAR;

/** One kind of evidence: how two people are compared by an attribute. The kinds are taken to be independent of each other. */
public enum Comparison {
    /** By given name. */
    GIVEN(Attribute.GIVEN) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return Names.compare(one, other, a, b);
        }
    },
    /** By surname. */
    SURNAME(Attribute.SURNAME) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return Names.compare(one, other, a, b);
        }
    },
    /** By the names beside these. */
    OTHER_NAMES(Attribute.NAME) {
        @Override
        Level level(Person one, Person other) {
            return Names.others(one, other);
        }
    },
    /** By generation: father and son of one name at one address. */
    GENERATION(Attribute.GENERATION) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return a.equals(b) ? EXACT : DIFFERENT;
        }
    },
    /** By date of birth. */
    BORN(Attribute.BORN) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return Dates.compare(a, b);
        }
    },
    /** By gender. */
    GENDER(Attribute.GENDER) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return a.charAt(0) == b.charAt(0) ? EXACT : DIFFERENT;
        }
    },
    /** By e-mail address. */
    EMAIL(Attribute.EMAIL) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            if (a.equals(b)) {
                return EXACT;
            }
            double alike = Similarity.jaroWinkler(a, b);
            if (alike > 0.95 || alike > 0.8 && Similarity.edits(a, b, 2) <= 2) {
                return CLOSE;
            }
            return alike > 0.88 || local(a).equals(local(b)) ? NEAR : DIFFERENT;
        }

        private String local(String email) {
            return email.substring(0, Math.max(0, email.indexOf('@')));
        }
    },
    /** By phone number. */
    PHONE(Attribute.PHONE) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return Texts.digits(a, b);
        }
    },
    /** By a number given by an authority. */
    NATIONAL_ID(Attribute.NATIONAL_ID) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return Texts.digits(a, b);
        }
    },
    /** By house number. */
    HOUSE(Attribute.HOUSE) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            return a.equals(b) ? EXACT : Similarity.edits(a, b, 1) <= 1 ? CLOSE : DIFFERENT;
        }
    },
    /** By street, which may stand in the second line. */
    STREET(Attribute.STREET) {
        @Override
        Level level(Person one, Person other) {
            return crossed(super.level(one, other), one, other, Attribute.LINE);
        }
    },
    /** By the second line of an address, which may stand first. */
    LINE(Attribute.LINE) {
        @Override
        Level level(Person one, Person other) {
            return crossed(super.level(one, other), one, other, Attribute.STREET);
        }
    },
    /** By town. */
    PLACE(Attribute.PLACE),
    /** By postal code. */
    POSTCODE(Attribute.POSTCODE) {
        @Override
        Level compare(Person one, Person other, String a, String b) {
            if (a.equals(b)) {
                return EXACT;
            }
            if (Similarity.edits(a, b, 1) <= 1) {
                return CLOSE;
            }
            return area(a).equals(area(b)) ? NEAR : DIFFERENT;
        }

        /** What stands before the blank, or else the first two characters. */
        private String area(String code) {
            int blank = code.indexOf(' ');
            return code.substring(0, blank > 0 ? blank : Math.min(2, code.length()));
        }
    },
    /** By state or county. */
    REGION(Attribute.REGION),
    /** By place of birth. */
    BIRTHPLACE(Attribute.BIRTHPLACE),
    /** By occupation. */
    OCCUPATION(Attribute.OCCUPATION);

    static final int COUNT = values().length;

    private final Attribute attribute;

    Comparison(Attribute attribute) {
        this.attribute = attribute;
    }

    Attribute attribute() {
        return attribute;
    }

    /** How far two people agree. */
    Level level(Person one, Person other) {
        String a = one.get(attribute);
        String b = other.get(attribute);
        return a.isEmpty() || b.isEmpty() ? MISSING : compare(one, other, a, b);
    }

    /** How far two values that are there agree. */
    Level compare(Person one, Person other, String a, String b) {
        return Texts.compare(a, b);
    }

    /** The level of two values, or that one of them stands in another place. */
    Level crossed(Level straight, Person one, Person other, Attribute place) {
        boolean agree = straight == EXACT || straight == CLOSE || straight == NEAR;
        return !agree && (isAt(one, other, place) || isAt(other, one, place)) ? ELSEWHERE : straight;
    }

    private boolean isAt(Person one, Person other, Attribute place) {
        String value = one.get(attribute);
        String there = other.get(place);
        return !value.isEmpty()
                && !there.isEmpty()
                && Texts.compare(value, there).compareTo(CLOSE) <= 0;
    }

    /** Whether anything is said about it. */
    boolean knows(Person person) {
        return this == OTHER_NAMES
                ? !person.others().isEmpty()
                : !person.get(attribute).isEmpty();
    }
}
