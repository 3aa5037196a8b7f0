package io.antiphon.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    @Test
    void putsACaretUnderTheMistake() {
        String query = "late AND (delivery OR parcel";
        assertEquals("""
                late AND (delivery OR parcel
                         ^
                This parenthesis is not closed.""", Query.read(query).mistakes().get(0).shown(query));
    }

    @Test
    void putsTheCaretInTheRightLineAndUnderWideCharacters() {
        String query = "late OR\n客服 NEAR/0 慢";
        assertEquals("""
                客服 NEAR/0 慢
                \u3000\u3000 ^^^^^^
                NEAR/ is followed by a number of words from 1 to 100, as in NEAR/5.""", Query.read(query).mistakes().get(0).shown(query));
    }

    @Test
    void tellsSeveralMistakesAtOnce() {
        List<Mistake> mistakes = Query.read("shop:berlin OR late NEAR/999 parcel OR a*b OR rating:good AND (x")
                .mistakes();
        assertEquals(
                List.of(0, 20, 39, 53, 62), mistakes.stream().map(Mistake::from).toList(), mistakes::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "late AND | 8 | the second is missing",
                "OR late | 0 | is missing here",
                "late OR | 7 | is missing here",
                "(late | 0 | not closed",
                "late) | 4 | closes none",
                "()late | 1 | is missing here",
                "\"late | 0 | not closed",
                "\"\" | 0 | no letter",
                "!!! | 0 | no letter",
                "a* | 0 | at least 2 letters",
                "re*fund | 0 | at the end of a word only",
                "late NEAR parcel NEAR | 17 | the second is missing",
                "NEAR/3 parcel | 0 | the first is missing",
                "late NEAR/3 (a b) | 12 | NEAR joins words",
                "late NEAR/3 -parcel | 12 | NEAR joins words",
                "late and parcel | 5 | AND",
                "late NOT | 5 | is missing",
                "channel: email | 0 | a value is needed",
                "chanel:email | 0 | There is no field 'chanel'",
                "attribute.at:12:30 | 13 | as in attribute.at:\"12:30\"",
                "late attribute.link:https://x.org:80/ | 20 | as in attribute.link:\"https://x.org:80/\"",
                "attribute.at:(12:30 OR noon) | 14 | as in attribute.at:\"12:30\"",
                "rating:1:2 | 7 | rating:>=4",
                "rating:>x | 7 | rating:>=4",
                "rating:5..1 | 7 | rating:>=4",
                "channel:(email, chat | 8 | values of a field",
                "NOT late | 0 | nearly all",
                "-late -parcel | 0 | nearly all",
                "late OR NOT parcel | 8 | nearly all",
                "late (a OR -b) OR -c | 11 | nearly all"
            })
    void refusesWithAReasonAndAPlace(String query, int from, String reason) {
        List<Mistake> mistakes = Query.read(query).mistakes();
        assertFalse(mistakes.isEmpty(), query);
        assertEquals(from, mistakes.get(0).from(), mistakes::toString);
        assertTrue(mistakes.get(0).message().contains(reason), mistakes::toString);
    }

    @Test
    void aColonInAQuotedValueBelongsToIt() {
        assertNotNull(Query.read("attribute.at:\"12:30\"").query());
        assertEquals(
                List.of(new Mistake(
                        13, 18, "A value with a colon in it is put in quotation marks, as in attribute.at:\"12:30\".")),
                Query.read("attribute.at:12:30 late").mistakes());
    }

    @Test
    void anAlternativeWithinANegativeOneNeedsSomethingThatIsWantedToo() {
        assertNotNull(Query.read("late NOT (parcel OR NOT box)").query());
        assertNotNull(Query.read("NOT (NOT late OR parcel)").query());
        assertTrue(Query.read("NOT (late AND NOT parcel)").query() == null);
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertTrue(Query.read("a".repeat(10_001)).mistakes().get(0).message().contains("10000"));
        assertTrue(Query.read("(".repeat(60) + "a" + ")".repeat(60)).mistakes().stream()
                .anyMatch(mistake -> mistake.message().contains("deeper")));
        assertTrue(Query.read("a ".repeat(1_500)).mistakes().get(0).message().contains("1000"));
        assertTrue(Query.read("\"" + "a ".repeat(60) + "\"")
                .mistakes()
                .get(0)
                .message()
                .contains("50"));
        assertTrue(Query.read("").mistakes().get(0).message().contains("empty"));
    }

    @Test
    void anyTextIsReadOrRefusedAndNeverThrows() {
        SplittableRandom random = new SplittableRandom(7);
        String alphabet = "ab()\"-*~:=/ \n客я😡ANDORNOTNEAR5.>";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(25); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String query = text.toString();
            Query.Parsed parsed = Query.read(query);
            assertEquals(parsed.query() == null, !parsed.mistakes().isEmpty(), query);
            parsed.mistakes().forEach(mistake -> {
                assertTrue(
                        mistake.from() >= 0 && mistake.from() <= query.length() && mistake.to() > mistake.from(),
                        query);
                assertTrue(mistake.shown(query).contains("^"), query);
            });
            read += parsed.query() == null ? 0 : 1;
        }
        assertTrue(read > 1_000, "hardly any could be read: " + read);
    }
}
