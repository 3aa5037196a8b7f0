package io.antiphon.insight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Signal;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static List<String> tokens(String text) {
        Tokens tokens = Reading.of(text).tokens();
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            cut.add(text.substring(tokens.from(i), tokens.to(i)));
        }
        return cut;
    }

    private static List<String> clauses(String text) {
        Reading reading = Reading.of(text);
        Tokens tokens = reading.tokens();
        Segments segments = reading.segments();
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < segments.count(); i++) {
            String mark = (segments.opens(i) ? "^" : "") + (segments.contrasts(i) ? "~" : "");
            cut.add(mark + text.substring(tokens.from(segments.first(i)), tokens.to(segments.end(i) - 1)));
        }
        return cut;
    }

    private static int kind(String text) {
        return Reading.of(text).tokens().kind(0);
    }

    @Test
    void wordsNumbersAndMarksAreApart() {
        assertEquals(
                List.of("I", "can't", "pay", "3.50", "€", "for", "an", "A380", "-", "model", "!!!"),
                tokens("I can't pay 3.50 € for an A380-model!!!"));
        assertEquals(
                List.of("L", "hôtel", "n", "était", "qu", "une", "ruine", "."),
                tokens("L’hôtel n'était qu'une ruine."));
    }

    @Test
    void scriptsWithoutBlanksAreCutSignBySign() {
        assertEquals(List.of("包", "裹", "iPhone", "很", "好", "。"), tokens("包裹iPhone很好。"));
        assertEquals(List.of("サービス", "が", "良", "い"), tokens("サービスが良い"));
        assertEquals(List.of("\uD840\uDC00", "好"), tokens("\uD840\uDC00好"));
    }

    @Test
    void emojiAreOneTokenWithAllThatModifiesThem() {
        assertEquals(List.of("ok", "👍🏽", "👨‍👩‍👧", "❤️", "!"), tokens("ok👍🏽 👨‍👩‍👧❤️!"));
        assertEquals(List.of("so", ":-(", "and", ":)"), tokens("so :-( and :)"));
        assertEquals(
                Reading.of(":(").tokens().hash(0), Reading.of(":-((").tokens().hash(0));
        assertEquals(List.of("ratio", "3", ":", "2", ",", "see", ":", "(", "a", ")"), tokens("ratio 3:2, see: (a)"));
    }

    @Test
    void mentionsHashtagsAndAddressesAreTold() {
        assertEquals(Tokens.MENTION, kind("@nordwind late"));
        assertEquals(Tokens.HASHTAG, kind("#完美 体验"));
        assertEquals(Tokens.ADDRESS, kind("https://a.example/x?y=1. And"));
        assertEquals(List.of("https://a.example/x?y=1", ".", "And"), tokens("https://a.example/x?y=1. And"));
        assertEquals(List.of("ada", "@", "example", ".", "org"), tokens("ada@example.org"));
    }

    @Test
    void theHashForgetsCaseAccentsAndShouting() {
        assertEquals(Hash.of("tres"), Hash.of("TRÈS"));
        assertEquals(Hash.of("soo"), Hash.of("SOOOOOOO"));
        assertEquals(Hash.of("еще"), Hash.of("Ещё"));
        assertEquals(Hash.of("احمد"), Hash.of("أَحْمَد"));
        assertEquals(Hash.of("abc"), Reading.of("ＡＢＣ").tokens().hash(0));
        assertTrue(Hash.of("мои") != Hash.of("мой"));
        assertTrue(Hash.of("1000") != Hash.of("100"));
    }

    @Test
    void clausesEndAtMarksAndBeforeWordsOfContrast() {
        assertEquals(
                List.of("^The food was great", "~but Mr. Smith", "who served", "was rude.", "^Never again!"),
                clauses("The food was great but Mr. Smith, who served, was rude. Never again!").stream()
                        .map(clause -> clause.replaceAll(",$", ""))
                        .toList());
        assertEquals(List.of("^Самсунг отличный,", "~а Сони ужасный"), clauses("Самсунг отличный, а Сони ужасный"));
        assertEquals(List.of("^华为很好，", "~但是小米很差。"), clauses("华为很好，但是小米很差。"));
        assertEquals(List.of("^الفندق رائع", "~لكن الخدمة سيئة"), clauses("الفندق رائع لكن الخدمة سيئة"));
        assertEquals(List.of("^음식은 좋지만", "서비스가 나빠요"), clauses("음식은 좋지만 서비스가 나빠요"));
        assertEquals(List.of("^Es más caro"), clauses("Es más caro"));
        assertEquals(List.of("^É bom", "~mas caro"), clauses("É bom mas caro"));
    }

    @Test
    void clausesCoverAllTokensOfAnyText() {
        Random random = new Random(7);
        String letters = "ab но但. ,!?\n\uD83D\uDE21'@#:)(3<،。";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            Reading reading = Reading.of(text.toString());
            Tokens tokens = reading.tokens();
            Segments segments = reading.segments();
            int end = 0;
            for (int i = 0; i < tokens.count(); i++) {
                assertTrue(tokens.from(i) >= end && tokens.to(i) > tokens.from(i), text::toString);
                end = tokens.to(i);
            }
            assertTrue(end <= text.length());
            int next = 0;
            for (int i = 0; i < segments.count(); i++) {
                assertEquals(next, segments.first(i), text::toString);
                assertTrue(segments.end(i) > segments.first(i), text::toString);
                next = segments.end(i);
            }
            assertEquals(tokens.count(), next, text::toString);
        }
    }

    @Test
    void theScriptIsTold() {
        assertEquals(UnicodeScript.CYRILLIC, Reading.of("Где мой новый iPhone?").script());
        assertEquals(UnicodeScript.HIRAGANA, Reading.of("東京都の天気は良い").script());
        assertEquals(UnicodeScript.HAN, Reading.of("包裹还没到 ok").script());
        assertEquals(UnicodeScript.COMMON, Reading.of("12 !").script());
    }

    @Test
    void enrichersOfASignalShareItsReading() {
        Signal signal = Signal.of("message").text("twice").build();
        Reading first = Readings.of(signal);
        assertSame(first, Readings.of(signal));
        assertNotSame(first, Readings.of(Signal.of("message").text("twice").build()));
        assertSame(Reading.EMPTY, Readings.of(Signal.of("visit").rating(1.0).build()));
    }

    @Test
    void ofALongTextTheBeginningIsRead() {
        String text = "a".repeat(Reading.MOST - 1) + "\uD83D\uDE21 and more";
        assertEquals(Reading.MOST - 1, Reading.of(text).chars().length);
    }
}
