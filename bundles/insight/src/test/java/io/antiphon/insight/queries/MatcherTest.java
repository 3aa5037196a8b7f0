package io.antiphon.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {

    static boolean matches(String query, String text) {
        Matcher matcher = new Matcher(List.of(Query.read(query).right().expression()));
        return !matcher.match(Signal.of("message").text(text).build(), 10).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersAsTheLanguageIsDefined(long seed) {
        RandomQueries random = new RandomQueries(seed);
        List<String> texts =
                IntStream.range(0, 300).mapToObj(i -> random.query()).toList();
        List<Expression> queries = texts.stream()
                .map(text -> Query.read(text).right().expression())
                .toList();
        Matcher matcher = new Matcher(queries);
        int hits = 0;
        for (int i = 0; i < 300; i++) {
            Signal signal = random.signal();
            Naive naive = new Naive(signal);
            TreeSet<String> expected = new TreeSet<>();
            IntStream.range(0, queries.size())
                    .filter(query -> naive.matches(queries.get(query)))
                    .forEach(query -> expected.add(texts.get(query)));
            TreeSet<String> found = new TreeSet<>();
            matcher.match(signal, 1_000).forEach(hit -> {
                found.add(texts.get(hit.query()));
                assertTrue(hit.from() == -1 || hit.from() < hit.to(), () -> "an empty place: " + hit);
            });
            TreeSet<String> missed = new TreeSet<>(expected);
            missed.removeAll(found);
            hits += found.size();
            found.removeAll(expected);
            assertEquals("[] []", missed + " " + found, () -> "missed or wrong for " + signal);
        }
        assertTrue(hits > 3_000, "too few hits to tell anything: " + hits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refund | I want a REFUND! | true",
                "refund | refunds | false",
                "refund~ | refunds | true",
                "refund~ | the refund's gone | true",
                "refunds~ | one refund | true",
                "company~ | both companies | true",
                "companies~ | a company | true",
                "box~ | boxes | true",
                "bus~ | bu | false",
                "refun* | refunding | true",
                "\"customer serv*\" | our customer service | true",
                "\"customer serv*\" | customer of service | false",
                "creme brulee | Crème brûlée | true",
                "crème | creme | true",
                "strasse | Straße | true",
                "naïve | NAIVE | true",
                "ёлка | под елкой | true",
                "й | и | false",
                "don't | I don’t know | true",
                "AT&T | at t mobile | true",
                "wi-fi | WiFi | false",
                "wi-fi | the wi fi | true",
                "late NEAR/2 delivery | delivery was late | true",
                "late NEAR/1 delivery | delivery was late | false",
                "late NEAR/1 late | late | false",
                "late NEAR/1 late | late late | true",
                "\"late delivery\" NEAR/3 (refund OR money) | money back for late delivery | true",
                "a NEAR/1 b NEAR/1 c | a b c | true",
                "a NEAR/1 b NEAR/1 c | b a x c | false",
                "good -bad | good | true",
                "good -bad | good and bad | false",
                "good (NOT bad OR cheap) | good bad cheap | true",
                "NOT NOT good | good | true",
                "a b OR c d | c d | true",
                "a b OR c d | a d | false",
                "=refund | Refund | true",
                "😡 | so 😡😡 | true",
                "'👍' | 👍🏽 | true",
                "ℌ𝕖𝕝𝕝𝕠 | hello | true",
                "hello | ℌ𝕖𝕝𝕝𝕠 | true"
            })
    void comparesWords(String query, String text, boolean matches) {
        assertEquals(matches, matches(query, text), () -> query + " in " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "客服, 你们的客服很差, true",
        "客服, 客户服务, false",
        "客服 NEAR/3 差, 客服真的差, true",
        "客服 NEAR/2 差, 客服真的差, false",
        "\"客服 很差\", 客服很差, true",
        "配達, 配達が遅い, true",
        "ハッピー, ﾊｯﾋﾟｰ, true",
        "배송, 배송이 늦었어요, true",
        "จัดส่ง, การจัดส่งล่าช้า, true",
        "iphone坏了, 我的iPhone坏了, true",
        "ＡＢＣ, abc, true"
    })
    void findsPhrasesWhereNoSpacesStand(String query, String text, boolean matches) {
        assertEquals(matches, matches(query, text));
    }

    @ParameterizedTest
    @CsvSource({
        "доставка, нет доставки, true",
        "доставка, ждал доставку, true",
        "доставка, много доставок, true",
        "доставка, доставками, true",
        "плохой, плохая служба, true",
        "\"служба поддержки\", звонил в службу поддержки, true",
        "=доставка, доставки, false",
        "=доставка, Доставка, true",
        "вернуть, вернули деньги, true",
        "новость, новостями, true",
        "вежливость, вежливости, true",
        "продавец, к продавцу, true",
        "посылка, двух посылок, true",
        "звонок, много звонков, true",
        "возмущен, возмущена, true",
        "ужасный, ужаснейший, true",
        "кот, который, false"
    })
    void findsRussianInAllItsForms(String query, String text, boolean matches) {
        assertEquals(matches, matches(query, text));
    }

    @Test
    void saysWhereTheFirstPlaceIs() {
        Matcher matcher = new Matcher(List.of(
                Query.read("(refund OR \"money back\") -cheap").right().expression(),
                Query.read("late NEAR/3 parcel").right().expression(),
                Query.read("kind:message").right().expression()));
        String text = "My parcel came late. Money back, or a refund!";
        List<String> places = new ArrayList<>();
        matcher.match(Signal.of("message").text(text).build(), 10)
                .forEach(hit ->
                        places.add(hit.query() + ":" + (hit.from() < 0 ? "" : text.substring(hit.from(), hit.to()))));
        assertEquals(
                List.of("0:Money back", "1:parcel came late", "2:"),
                places.stream().sorted().toList());
    }

    @Test
    void manyRepetitionsInALongTextTakeNoMoreThanATimeInProportion() {
        String text = "the the the the the the the the the the ".repeat(3_000);
        assertTrue(matches("\"the the the\" NEAR/100 the", text));
        assertTrue(!matches("\"the the the the the end\" OR (the NEAR/50 the NEAR/50 end)", text));
    }

    @Test
    void stopsAtTheMostHits() {
        List<Expression> queries = IntStream.range(0, 50)
                .mapToObj(i -> Query.read("late").right().expression())
                .toList();
        assertEquals(
                20,
                new Matcher(queries)
                        .match(Signal.of("message").text("late").build(), 20)
                        .size());
    }
}
