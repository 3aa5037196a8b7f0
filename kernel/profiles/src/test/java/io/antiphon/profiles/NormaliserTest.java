package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Identity;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    private final Normaliser plain = new Normaliser(Given.settings());
    private final Normaliser german = new Normaliser(Given.settings("DE"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Ada@Example.ORG               | ada@example.org
                    ' ada@example.org '           | ada@example.org
                    ada.l+shop@gmail.com          | ada.l+shop@gmail.com
                    ada@example.org.              | ada@example.org
                    ИВАН@почта.рф                 | иван@xn--80a1acny.xn--p1ai
                    post@Bücher.example           | post@xn--bcher-kva.example
                    post@faß.de                   | post@faß.de
                    o'neil_%x@mail.example.co.uk  | o'neil_%x@mail.example.co.uk
                    """)
    void an_e_mail_address_loses_case_and_its_domain_becomes_ascii(String given, String normalised) {
        assertEquals(sound("email", normalised), plain.normalise(new Identity("email", given)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    email   | n/a
                    email   | None
                    email   | ada
                    email   | ada@
                    email   | @example.org
                    email   | ada@localhost
                    email   | ada lovelace@example.org
                    email   | Ada <ada@example.org>
                    email   | a@b..org
                    phone   | call me
                    phone   | 0000000000
                    phone   | 112
                    phone   | +49
                    phone   | +999 1234567
                    twitter | @
                    twitter | @none
                    crm     | NULL
                    crm     | -
                    """)
    void what_cannot_be_normalised_stays_as_it_was_given_and_is_not_sound(String scheme, String given) {
        assertEquals(new Normalised(new Identity(scheme, given), false), plain.normalise(new Identity(scheme, given)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    +49 30 123456          | +4930123456
                    +49 (0)30 123456       | +4930123456
                    +49-30-12 34 56        | +4930123456
                    ＋49 30 123456          | +4930123456
                    +1 (650) 253-0000      | +16502530000
                    +1 650 253 0000 ext. 7 | +16502530000;ext=7
                    +39 06 698 12345       | +390669812345
                    030/123456             | 030123456
                    (650) 253-0000         | 6502530000
                    ٠٣٠ ١٢٣٤٥٦             | 030123456
                    """)
    void a_phone_number_becomes_e164_or_without_a_region_its_digits(String given, String normalised) {
        assertEquals(sound("phone", normalised), plain.normalise(new Identity("phone", given)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    030 123456        | +4930123456
                    0049 30 123456    | +4930123456
                    +1 650 253 0000   | +16502530000
                    """)
    void a_national_number_belongs_to_the_configured_region(String given, String normalised) {
        assertEquals(sound("phone", normalised), german.normalise(new Identity("phone", given)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    twitter   | @AdaL    | adal
                    instagram | ada.l    | ada.l
                    telegram  | @@Ада    | ада
                    crm       | ' Ab-1 ' | Ab-1
                    order     | ﬁ-7      | ﬁ-7
                    """)
    void a_handle_loses_its_at_and_case_while_an_external_id_keeps_its_case(
            String scheme, String given, String normalised) {
        assertEquals(sound(scheme, normalised), plain.normalise(new Identity(scheme, given)));
    }

    @Test
    void a_letter_with_an_accent_is_the_same_however_it_was_typed() {
        assertEquals(
                plain.normalise(new Identity("crm", "Ren\u00e9")), plain.normalise(new Identity("crm", "Rene\u0301")));
    }

    @Test
    void normalising_what_is_normalised_changes_nothing() {
        Random random = new Random(7);
        String[] schemes = {"email", "phone", "twitter", "crm"};
        String letters = "abZÄéß9+@@..-- ()\u0301\u200dяИ中0123456789İı;ext=/'";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int length = 1 + random.nextInt(14); length > 0; length--) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            if (!value.toString().isBlank()) {
                Identity given = new Identity(schemes[random.nextInt(schemes.length)], value.toString());
                for (Normaliser normaliser : new Normaliser[] {plain, german}) {
                    Normalised once = normaliser.normalise(given);
                    assertEquals(once, normaliser.normalise(once.identity()), () -> "from '" + given + "'");
                }
            }
        }
    }

    @Test
    void a_region_that_is_none_is_told_as_a_problem() {
        assertTrue(german.problems().isEmpty());
        assertEquals(1, new Normaliser(Given.settings("Germany")).problems().size());
    }

    private static Normalised sound(String scheme, String value) {
        return new Normalised(new Identity(scheme, value), true);
    }
}
