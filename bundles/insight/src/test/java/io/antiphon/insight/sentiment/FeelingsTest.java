package io.antiphon.insight.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeelingsTest {

    private static SentimentEnricher enricher;

    @BeforeAll
    static void load() throws IOException {
        enricher = SentimentEnricher.shipped();
    }

    private static List<Insight> feelings(String text) {
        return enricher.enrich(Signal.of("message").text(text).build(), Profile.ANONYMOUS);
    }

    /** What is felt about what, as "value: the very words". */
    private static Map<String, String> felt(String text) {
        Map<String, String> felt = new TreeMap<>();
        for (Insight insight : feelings(text)) {
            Insight.Span span = insight.span();
            String place = span == null ? "" : ": " + text.substring(span.from(), span.to());
            felt.merge(insight.about() == null ? "" : insight.about(), insight.value() + place, (a, b) -> a + ", " + b);
        }
        return felt;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I love my Samsung, but the Apple laptop broke after two days and nobody helps | Samsung | Samsung | Apple | Apple
            Samsung makes excellent phones, but Apple is terrible | Samsung | Samsung | Apple | Apple
            Самсунг отличный телефон, а вот Xiaomi постоянно зависает и ужасно медленный | Samsung | Самсунг | Xiaomi | Xiaomi
            Обожаю айфон, очень удобный, но хуавей просто ужасный | iPhone | айфон | Huawei | хуавей
            华为手机很好用，但是小米的手机太差了 | Huawei | 华为 | Xiaomi | 小米
            我很喜欢星巴克的咖啡，但麦当劳的服务太差了 | Starbucks | 星巴克 | McDonald's | 麦当劳
            هاتف سامسونج ممتاز وسريع لكن هاتف هواوي سيئ جدا | Samsung | سامسونج | Huawei | هواوي
            طيران الإمارات رائع، أما Lufthansa فتأخرت وكان الموظفون وقحين | Emirates | طيران الإمارات | Lufthansa | Lufthansa
            """)
    void twoBrandsInOppositeFeelingsAreTwoRecords(
            String text, String good, String goodPlace, String bad, String badPlace) {
        Map<String, String> felt = felt(text);
        assertEquals("positive: " + goodPlace, felt.get(good), felt::toString);
        assertEquals("negative: " + badPlace, felt.get(bad), felt::toString);
        assertEquals("mixed", felt.get(""), felt::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The food was great but the waiter was rude and we waited an hour | food | staff
            Das Zimmer war sauber und ruhig, aber das Frühstück war leider sehr schlecht | room | food
            La comida estaba deliciosa, pero la habitación estaba sucia | food | room
            La livraison a été rapide, mais le produit est arrivé cassé | delivery | product
            Доставка быстрая, но упаковка ужасная | delivery | packaging
            配送很快，但是质量太差 | delivery | quality
            サービスは素晴らしいですが、部屋が汚いです | service | room
            Pengiriman cepat sekali, tapi barang rusak | delivery | product
            Dostawa szybka, niestety obsługa niemiła | delivery | service
            التوصيل سريع لكن التغليف سيئ | delivery | packaging
            डिलीवरी बहुत अच्छी थी लेकिन खाना बहुत खराब था | delivery | food
            """)
    void aspectsOfOneThingAreFeltApart(String text, String good, String bad) {
        Map<String, String> felt = felt(text);
        assertTrue(felt.getOrDefault(good, "").startsWith("positive"), felt::toString);
        assertTrue(felt.getOrDefault(bad, "").startsWith("negative"), felt::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            This is not good | negative
            Это не хорошо, очень разочарован | negative
            服务不好，很失望 | negative
            No me gusta nada, muy malo | negative
            Das ist nicht gut | negative
            Best purchase ever, works perfectly! | positive
            Спасибо, всё отлично! | positive
            非常满意，推荐购买 | positive
            شكرا لكم، خدمة ممتازة | positive
            Siparişim çok hızlı geldi, teşekkürler | positive
            😡😡😡 | negative
            ❤️ 😍 | positive
            """)
    void theWholeIsFelt(String text, String value) {
        assertEquals(value, felt(text).get(""), () -> felt(text).toString());
    }

    @Test
    void aQuestionIsNoFeeling() {
        assertFalse(felt("Where is my parcel?").containsValue("negative"));
        assertEquals(List.of(), feelings("").stream().map(Insight::value).toList());
        assertEquals(
                List.of(),
                feelings("?!.").stream()
                        .filter(insight -> insight.about() != null)
                        .toList());
    }

    @Test
    void whatBelongsToSomebodyIsFoundWithoutItsEnding() {
        String text = "I hate it: Nordwind's support is terrible. Apple’s support is excellent.";
        Map<String, String> felt = felt(text);
        assertTrue(felt.get("Apple").startsWith("positive: Apple"), felt::toString);
    }

    @Test
    void aUnitKnowsItsOwnBrandsAndThoseAboveIt() throws IOException {
        ByUnit<Subjects> units = new ByUnit<>(Subjects.parse(List.of(
                "# everyone's",
                "Nordwind = nord_wind северный_ветер",
                "[acme/emea]",
                "Zephyr",
                "legroom: legroom seat_pitch")));
        SentimentEnricher own = new SentimentEnricher(
                new Feelings(new SentimentModel(SentimentModel.shippedFile()), 0.4, false), Subjects.none(), units);
        Signal signal = Signal.of("review")
                .unit("acme/emea/care")
                .text("Zephyr is wonderful. Nord Wind was awful. Great legroom!")
                .build();
        List<String> about = own.enrich(signal, Profile.ANONYMOUS).stream()
                .filter(insight -> insight.about() != null)
                .map(insight -> insight.about() + " " + insight.value())
                .toList();
        assertEquals(List.of("Zephyr positive", "Nordwind negative", "legroom positive"), about);
        Signal elsewhere = signal.with().unit("acme/apac").build();
        assertEquals(
                List.of("Nordwind"),
                own.enrich(elsewhere, Profile.ANONYMOUS).stream()
                        .filter(insight -> insight.about() != null)
                        .map(Insight::about)
                        .toList());
    }

    @Test
    void aWrongLineOfAListIsNamed() {
        IOException wrong = org.junit.jupiter.api.Assertions.assertThrows(
                IOException.class, () -> Subjects.parse(List.of("Nordwind", "[acme")));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("line 2:"), wrong::toString);
    }

    @Test
    void confidencesAreShares() {
        for (Insight insight :
                feelings("The screen is bright, the battery is weak, the price is fair, support was rude.")) {
            assertTrue(insight.confidence() >= 0.4 && insight.confidence() <= 1, insight::toString);
            assertTrue(Feelings.values().contains(insight.value()), insight::toString);
        }
    }
}
