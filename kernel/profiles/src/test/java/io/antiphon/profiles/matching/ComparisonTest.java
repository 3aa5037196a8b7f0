package io.antiphon.profiles.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BORN        | 1980-12-04      | 1980-12-04      | EXACT
            BORN        | 1980-12-04      | 1980-04-12      | CLOSE
            BORN        | 1980-12-04      | 1980-12-05      | CLOSE
            BORN        | 1980-12-04      | 1980-12-17      | ELSEWHERE
            BORN        | 1980-12-04      | 1962-12-04      | ELSEWHERE
            BORN        | 1980-12-04      | 1980-07-19      | NEAR
            BORN        | 1980-12-04      | 1951-07-19      | DIFFERENT
            EMAIL       | a.king@ex.org   | A.King@ex.org   | EXACT
            EMAIL       | a.king@ex.org   | a.knig@ex.org   | CLOSE
            EMAIL       | a.king@ex.org   | a.king@work.com | NEAR
            EMAIL       | a.king@ex.org   | bob@work.com    | DIFFERENT
            PHONE       | +49 30 123456   | +4930123456     | EXACT
            PHONE       | +49 30 123456   | +4930123465     | CLOSE
            NATIONAL_ID | 5392569         | 5392596         | CLOSE
            NATIONAL_ID | 5392569         | 1111111         | DIFFERENT
            POSTCODE    | wr11 7qp        | wr11 7qw        | CLOSE
            POSTCODE    | wr11 7qp        | wr11 4aa        | NEAR
            POSTCODE    | 2285            | 3165            | DIFFERENT
            GENDER      | female          | F               | EXACT
            PLACE       | Portsmouth      | Pootsmruth      | CLOSE
            GIVEN       | Ada             | Ada             | EXACT
            GIVEN       | Augusta         | Agusta          | CLOSE
            GIVEN       | A.              | Ada             | NEAR
            GIVEN       | Ada             | Grace           | DIFFERENT
            """)
    void values_agree_in_grades(Comparison comparison, String a, String b, Level level) {
        assertEquals(
                level, levelBothWays(comparison, said(comparison.attribute(), a), said(comparison.attribute(), b)));
    }

    @Test
    void names_in_each_others_place_are_found_there() {
        Person straight = Person.of(Map.of(Attribute.GIVEN, "Isla", Attribute.SURNAME, "Hall"));
        Person turned = Person.of(Map.of(Attribute.GIVEN, "Hall", Attribute.SURNAME, "Isla"));
        assertEquals(Level.ELSEWHERE, levelBothWays(Comparison.GIVEN, straight, turned));
        assertEquals(Level.ELSEWHERE, levelBothWays(Comparison.SURNAME, straight, turned));
    }

    @Test
    void a_former_surname_among_the_names_counts() {
        Person now = Person.of(Map.of(Attribute.NAME, "Ada Byron Lovelace"));
        Person before = Person.of(Map.of(Attribute.NAME, "Ada Byron"));
        assertEquals(Level.ELSEWHERE, levelBothWays(Comparison.SURNAME, now, before));
    }

    @Test
    void lines_of_an_address_may_be_exchanged() {
        Person one = Person.of(Map.of(Attribute.STREET, "Gundulu Place", Attribute.LINE, "Curringa"));
        Person other = Person.of(Map.of(Attribute.STREET, "currihga", Attribute.LINE, "gundulu place"));
        assertEquals(Level.ELSEWHERE, levelBothWays(Comparison.STREET, one, other));
        assertEquals(Level.ELSEWHERE, levelBothWays(Comparison.LINE, one, other));
    }

    @Test
    void what_is_not_said_is_no_evidence() {
        Person one = Person.of(Map.of());
        Person other = Person.of(Map.of(Attribute.GIVEN, "Ada", Attribute.BORN, "unknown"));
        assertEquals(0, Pattern.of(one, other, Comparison.values()));
    }

    @Test
    void every_comparison_is_the_same_both_ways() {
        List<Person> crowd = new Crowd(3).with(60, 3).people;
        for (Person one : crowd) {
            for (Person other : crowd) {
                assertEquals(Pattern.of(one, other, Comparison.values()), Pattern.of(other, one, Comparison.values()));
            }
        }
    }

    private static Level levelBothWays(Comparison comparison, Person one, Person other) {
        Level level = comparison.level(one, other);
        assertEquals(level, comparison.level(other, one));
        return level;
    }

    private static Person said(Attribute attribute, String value) {
        return Person.of(new EnumMap<>(Map.of(attribute, value)));
    }
}
