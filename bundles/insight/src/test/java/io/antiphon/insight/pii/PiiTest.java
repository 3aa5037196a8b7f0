package io.antiphon.insight.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Signal;
import io.antiphon.tck.EnricherKit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiTest {

    private static String found(String text) {
        return Pii.find(text).stream()
                .map(each -> each.kind() + " " + text.substring(each.from(), each.to()))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to ada.l+x@mail.example.org. | email ada.l+x@mail.example.org",
                "Mail:ada@example.org, or | email ada@example.org",
                "почта: иван@пример.рф | email иван@пример.рф",
                "我的邮箱是ada@example.com谢谢 | email ada@example.com",
                "DE89 3704 0044 0532 0130 00 | iban DE89 3704 0044 0532 0130 00",
                "IBAN gb82west12345698765432. | iban gb82west12345698765432",
                "card 4111 1111 1111 1111 | card 4111 1111 1111 1111",
                "3782-822463-10005 | card 3782-822463-10005",
                "ssn 078-05-1120 | national-id 078-05-1120",
                "DNI 12345678Z | national-id 12345678Z",
                "NIE X1234567L | national-id X1234567L",
                "nino AB123456C | national-id AB123456C",
                "NI number AB 12 34 56 C ok | national-id AB 12 34 56 C",
                "cf RSSMRA85T10A562S | national-id RSSMRA85T10A562S",
                "pesel 44051401359 | national-id 44051401359",
                "cpf 529.982.247-25 | national-id 529.982.247-25",
                "身份证11010519491231002X | national-id 11010519491231002X",
                "snils 112-233-445 95 | national-id 112-233-445 95",
                "hetu 131052-308T | national-id 131052-308T",
                "personnummer 811228-9874 | national-id 811228-9874",
                "from 192.168.10.254: | ip 192.168.10.254",
                "at 2001:db8::ff00:42:8329 ok | ip 2001:db8::ff00:42:8329",
                "call +49 30 123456 | phone +49 30 123456",
                "(030) 1234 5678 | phone (030) 1234 5678",
                "my phone: 467 3395 | phone 467 3395",
                "电话13812345678 | phone 13812345678",
                "780-999-2181x4587 | phone 780-999-2181x4587",
                "ftp://ada:secret@example.org/x | credentials ada:secret",
                "My name is Ada King-Noel and | name Ada King-Noel",
                "Ask Mrs. O'Brien about it | name O'Brien",
                "меня зовут Иван Петров, | name Иван Петров"
            })
    void findsWithItsPlace(String text, String expected) {
        assertEquals(expected, found(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 4111 1111 1111 1112",
                "DE89370400440532013001",
                "12345678A",
                "ssn 000-05-1120",
                "order 20261121-4711 of 2026-11-21 10:30",
                "1.234.567,89 EUR",
                "$1234567890",
                "version 1.2.3.4.5",
                "256.1.1.1",
                "10:30:45",
                "@ada and #late at example.org",
                "a@b",
                "it was 12-10-2025",
                "I am called often, my name is not important",
                "I paid 100 000 000 rubles",
                "abc123456789012345678901234567890"
            })
    void leavesAloneWhatOnlyLooksAlike(String text) {
        assertEquals("", found(text));
    }

    @Test
    void masksHoweverMuchThereIs() {
        String many = "ada@example.org, ".repeat(Pii.MOST_FOUND * 3);
        assertEquals(Pii.MOST_FOUND, Pii.find(many).size());
        assertTrue(!Masking.mask(many).contains("ada"), "an address is shown");
        String far = "x ".repeat(Pii.MOST_TEXT / 2) + "ada@example.org";
        assertTrue(!Masking.mask(far).contains("ada"), "what was not looked at is shown");
        assertEquals(far.length(), Masking.mask(far).length());
    }

    @Test
    void findsPasswordsBeforeHostsWithoutADot() {
        assertTrue(found("postgres://ada:secret@localhost:5432/db").contains("secret"));
    }

    @Test
    void masksLetterByLetterSoThatPlacesStay() {
        String text = "I am ada@example.org, card 4111 1111 1111 1111, +49 30 123456. Late!";
        String masked = Masking.mask(text);
        assertEquals("I am a••@•••••••.org, card •••• •••• •••• 1111, +•• •• ••••••. Late!", masked);
        assertEquals(text.length(), masked.length());
        assertEquals(text.indexOf("Late"), masked.indexOf("Late"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL_ADDRESS", "IBAN_CODE", "CREDIT_CARD"})
    void textsThatOthersMarkedAreReadAsTheyMarkedThem(String type) throws Exception {
        Path data = Path.of(System.getProperty("antiphon.data", "../../../shared/data"), "presidio_pii", "dev.json");
        Assumptions.assumeTrue(Files.exists(data), "skipped: there is no " + data);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, EvaluatePii.run(List.of(data.toString()), new PrintStream(out, true, StandardCharsets.UTF_8)));
        String result = out.toString(StandardCharsets.UTF_8);
        assertTrue(figure(result, type, "recall") >= 0.95, result);
        assertTrue(figure(result, type, "precision") >= 0.98, result);
    }

    private static double figure(String result, String type, String name) {
        return Double.parseDouble(
                result.replaceAll("(?s).*\"" + type + "\":\\{[^}]*\"" + name + "\":([0-9.]+).*", "$1"));
    }

    @Test
    void theGiversOwnNameIsFound() {
        assertEquals(1, Pii.find("Yours, ada lovelace", "Ada Lovelace").size());
        assertEquals(0, Pii.find("Adalovelace", "Ada").size());
    }

    @Test
    void everyCardNumberOfTheRangesWithARightCheckDigitIsFoundAndWithAWrongOneIsNot() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder digits = new StringBuilder("4");
            while (digits.length() < 15) {
                digits.append(random.nextInt(10));
            }
            int check = 0;
            while (!Cards.luhn(digits.toString() + check)) {
                check++;
            }
            assertEquals("card " + digits + check, found("n " + digits + check));
            assertTrue(
                    !found("n " + digits + (check + 1 + random.nextInt(9)) % 10).startsWith("card"));
        }
    }

    @Test
    void anyTextIsReadAndFindingsLieWithinItInOrder() {
        SplittableRandom random = new SplittableRandom(5);
        String alphabet = "01234567890123456789@.:-+ /()abxDEé客١ \uD83D\uDE21";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int last = 0;
            for (Found found : Pii.find(text)) {
                assertTrue(
                        found.from() >= last && found.to() > found.from() && found.to() <= text.length(),
                        text::toString);
                last = found.to();
            }
            assertEquals(text.length(), Masking.mask(text.toString()).length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "1 ", "a.", "1.", "a@a.", "::1", "+1-", "http://a:b", "my name is ", "AB12"})
    void repetitionsTakeNoMoreThanATimeInProportion(String part) {
        Pii.find(part.repeat(400_000 / part.length()));
    }

    @Nested
    class PiiEnricherKit extends EnricherKit {
        @Override
        protected Enricher enricher() {
            return new PiiEnricher();
        }

        @Override
        protected List<Signal> understandable() {
            return List.of(Signal.of("message").text("ada@example.org").build());
        }
    }
}
