package io.antiphon.insight.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The delivery was late and nobody answered my mail.",
                "de | Die Lieferung kam zu spät und niemand hat geantwortet.",
                "fr | La livraison est arrivée en retard et personne n'a répondu.",
                "es | El paquete llegó tarde y nadie me contestó.",
                "pt | A entrega atrasou e ninguém respondeu ao meu e-mail.",
                "it | La consegna è arrivata in ritardo e nessuno ha risposto.",
                "nl | De levering was te laat en niemand gaf antwoord.",
                "pl | Dostawa była spóźniona i nikt nie odpowiedział.",
                "cs | Dodávka přišla pozdě a nikdo neodpověděl.",
                "hu | A szállítás késett, és senki sem válaszolt.",
                "fi | Toimitus oli myöhässä eikä kukaan vastannut.",
                "tr | Teslimat geç kaldı ve kimse cevap vermedi.",
                "vi | Giao hàng trễ và không ai trả lời thư của tôi.",
                "sw | Mzigo ulichelewa na hakuna mtu aliyenijibu.",
                "ru | Доставка опоздала, и никто не ответил.",
                "uk | Доставка запізнилася, і ніхто не відповів.",
                "bg | Доставката закъсня и никой не отговори.",
                "sr | Испорука је каснила и нико није одговорио.",
                "ar | وصل الطرد متأخرا ولم يرد علي أحد.",
                "fa | بسته دیر رسید و هیچ کس جواب نداد.",
                "ur | پارسل دیر سے پہنچا اور کسی نے جواب نہیں دیا۔",
                "hi | पार्सल देर से आया और किसी ने जवाब नहीं दिया।",
                "mr | पार्सल उशिरा आले आणि कोणीही उत्तर दिले नाही.",
                "am | እቃው ዘግይቶ ደረሰ እና ማንም አልመለሰልኝም።",
                "zh | 包裹还没到，客服不回复。",
                "ja | 荷物がまだ届きません。",
                "ko | 배송이 늦고 아무도 답하지 않아요.",
                "th | พัสดุมาช้ามาก",
                "el | Η παράδοση άργησε.",
                "he | המשלוח איחר ואף אחד לא ענה",
                "ka | ამანათი გვიან მოვიდა",
                "zh | 我的iPhone坏了，客服说等一周",
                "ja | Amazonで注文した商品が来ない",
                "ru | Мой iPhone 15 Pro Max сломался в первый же день"
            })
    void tellsTheLanguage(String tag, String text) {
        assertEquals(tag, Languages.detect(text).tag(), () -> text + ": " + Languages.detect(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "12345 67",
                "!!! :-) 😡",
                "https://example.org/das-ist-ein-test",
                "@ada #late",
                "x",
                "ok"
            })
    void saysNothingWhereNothingCanBeTold(String text) {
        assertFalse(
                Languages.detect(text).known() && Languages.detect(text).confidence() > 0.9,
                () -> Languages.detect(text).toString());
    }

    @Test
    void aStatedLanguageIsBelievedUnlessTheTextIsClearlyInAnother() {
        assertEquals("de-AT", stated("de-AT", "Passt schon, danke!"));
        assertEquals("es", stated("es", "ok"));
        assertEquals("pt-BR", stated("pt_BR", ""));
        assertEquals("nb", stated("nb", "Pakken kom for sent, og ingen har svaret på min mail."));
        assertEquals("ru", stated("en", "Доставка опоздала на неделю, и никто из поддержки мне не ответил."));
        assertEquals("en", stated("%%", "The delivery was late and nobody answered."));
    }

    private static String stated(String language, String text) {
        return Languages.of(Signal.of("message").language(language).text(text).build())
                .tag();
    }

    @Test
    void anyTextHasAnAnswer() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(300); j > 0; j--) {
                text.append((char) (random.nextInt(4) == 0 ? ' ' : random.nextInt(0x10000)));
            }
            Detected detected = Languages.detect(text);
            assertTrue(detected.confidence() >= 0 && detected.confidence() <= 1);
        }
    }

    @Test
    void moreThanAHundredLanguagesAreTold() {
        assertTrue(Catalog.ALL.stream().map(Catalog.Language::tag).distinct().count() > 150);
    }

    @Test
    void learningFromALittleTextTellsItsLanguages(@TempDir Path folder) throws Exception {
        Path declarations = Files.createDirectories(folder.resolve("declarations"));
        for (Catalog.Language language : Catalog.ALL) {
            for (String name : language.declarations()) {
                String text = language.tag().equals("en")
                        ? "<body><p>the cat and the dog are in the house with the others</p>"
                        : language.tag().equals("de")
                                ? "<body><p>die Katze und der Hund sind in dem Haus mit den anderen</p>"
                                : "<body>";
                Files.writeString(declarations.resolve(name + ".html"), text.repeat(20));
            }
        }
        Path model = folder.resolve("model.bin");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = List.of(
                "--declarations",
                declarations.toString(),
                "--out",
                model.toString(),
                "--epochs",
                "3",
                "--samples",
                "300");
        assertEquals(0, TrainLanguage.run(args, new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertEquals("en", Languages.of(model).guess("the dog and the cat").tag());
        assertEquals("de", Languages.of(model).guess("die Katze und der Hund").tag());
    }

    @Test
    void realTextsOfManyLanguagesAreTold() throws Exception {
        Path data = Path.of(System.getProperty("antiphon.data", "../../../shared/data"), "ntrex_lid", "dev.csv");
        Assumptions.assumeTrue(Files.exists(data), "skipped: there is no " + data);
        assertTrue(accuracy(data, "0") >= 0.95);
        assertTrue(accuracy(data, "4") >= 0.85);
    }

    private static double accuracy(Path data, String words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = List.of(data.toString(), "--languages", "60-most-spoken", "--words", words);
        assertEquals(0, EvaluateLanguage.run(args, new PrintStream(out, true, StandardCharsets.UTF_8)));
        String text = out.toString(StandardCharsets.UTF_8);
        return Double.parseDouble(text.replaceAll("(?s).*\"accuracy\":([0-9.]+).*", "$1"));
    }

    @Nested
    class LanguageEnricherKit extends EnricherKit {
        @Override
        protected Enricher enricher() {
            return new LanguageEnricher();
        }

        @Override
        protected List<Signal> understandable() {
            return List.of(
                    Signal.of("message").text("Где моя посылка?").build(),
                    Signal.of("message").text("The parcel is late again").build());
        }
    }
}
