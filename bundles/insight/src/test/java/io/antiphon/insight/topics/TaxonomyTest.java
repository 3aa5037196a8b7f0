package io.antiphon.insight.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.insight.text.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaxonomyTest {

    private static final List<String> TREE = """
            # everyone's
            delivery = query:parcels
              late = bank/card_arrival, "late parcel", "опозда*", "晚到"
              damaged = broken-item
            money
              fees
                card = card_payment_fee
            [acme/emea]
            legroom = "leg room"
            """.lines().toList();

    @Test
    void labelsAndQueriesHaveTheirPath() throws IOException {
        Taxonomy tree = Taxonomy.parse(TREE).of("").get(0);
        assertEquals(Optional.of("delivery/late"), tree.path("bank", "card_arrival"));
        assertEquals(Optional.empty(), tree.path("other", "card_arrival"));
        assertEquals(Optional.of("money/fees/card"), tree.path("any", "card_payment_fee"));
        assertEquals(Optional.of("delivery"), tree.path("", "query:parcels"));
        assertEquals(Optional.of("money/fees"), tree.path("script", "fees"), "a label that is called like a tag");
    }

    @Test
    void wordsInATextGiveTheTag() throws IOException {
        ByUnit<Taxonomy> units = Taxonomy.parse(TREE);
        Taxonomy tree = units.of("").get(0);
        assertEquals(
                Set.of("delivery/late"),
                tree.in(Reading.of("Again a LATE parcel!")).keySet());
        assertEquals(
                Set.of("delivery/late"), tree.in(Reading.of("Курьер опоздал")).keySet());
        assertEquals(Set.of("delivery/late"), tree.in(Reading.of("包裹晚到了")).keySet());
        assertEquals(Set.of(), tree.in(Reading.of("late, parcel")).keySet());
        assertEquals(
                Set.of("legroom"),
                units.of("acme/emea/care").get(0).in(Reading.of("no leg room")).keySet());
    }

    @Test
    void aLineThatIsIndentedTooFarIsNamed() {
        IOException wrong =
                assertThrows(IOException.class, () -> Taxonomy.parse(List.of("delivery", "    late = \"late\"")));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("line 2:"), wrong::toString);
    }
}
