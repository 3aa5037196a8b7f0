package io.antiphon.profiles.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ada Lovelace                    | ada      | lovelace   | ''
            Lovelace, Ada                   | ada      | lovelace   | ''
            Augusta Ada King, Countess      | augusta  | countess   | ada king
            Ada                             | ada      | ''         | ''
            José  ÁLVAREZ                   | jose     | alvarez    | ''
            Seán O’Brien                    | sean     | obrien     | ''
            Алексей Толстой                 | алексеи  | толстои    | ''
            Martin King Jr.                 | martin   | king       | ''
            """)
    void a_whole_name_is_taken_apart(String name, String given, String surname, String others) {
        Person person = Person.of(Map.of(Attribute.NAME, name));
        assertEquals(given, person.get(Attribute.GIVEN));
        assertEquals(surname, person.get(Attribute.SURNAME));
        assertEquals(others, String.join(" ", person.others()));
    }

    @Test
    void a_whole_name_beside_its_parts_tells_only_what_they_do_not() {
        Person person = Person.of(Map.of(
                Attribute.NAME, "egerton grenville bagot phillimore",
                Attribute.SHORT_NAME, "egerton phillimore",
                Attribute.GIVEN, "Egerton",
                Attribute.SURNAME, "Phillimore"));
        assertEquals(List.of("grenville", "bagot"), person.others());
        assertEquals("", person.get(Attribute.NAME));
        assertEquals("", person.get(Attribute.SHORT_NAME));
    }

    @ParameterizedTest
    @CsvSource({
        "19801204, 19801204",
        "1980-12-04, 19801204",
        "1980-12-04T00:00:00Z, 19801204",
        "4.12.1980, 19801204",
        "04/12/1980, 19801204",
        "1861-01-81, 18610181",
        "in May, ''",
        "1980, ''"
    })
    void a_date_is_eight_digits_or_nothing(String given, String form) {
        assertEquals(form, Person.of(Map.of(Attribute.BORN, given)).get(Attribute.BORN));
    }

    @ParameterizedTest
    @CsvSource({
        "dateOfBirth, BORN",
        "date-of-birth, BORN",
        "Date of Birth, BORN",
        "given_name, GIVEN",
        "postcode_fake, POSTCODE",
        "city, PLACE"
    })
    void an_attribute_is_recognised_however_its_name_is_written(String name, Attribute attribute) {
        assertEquals(attribute, Attribute.of(name));
    }

    @Test
    void what_tells_nothing_about_a_person_is_not_recognised() {
        for (String name : List.of("", "rec_id", "cluster", "order", "unique_id", "loyalty points")) {
            assertNull(Attribute.of(name), name);
        }
    }
}
