package io.antiphon.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SetTextTest {

    private static final String TEXT = """
            late
                late OR

            # or else
                delayed

            # of any kind
            rude
                rude
            """;

    @Test
    void aQueryIsReplacedWithItsBlankLinesAndCommentsAndThoseOfTheNextStay() {
        assertEquals("""
                late -> delivery
                    tardy

                # of any kind
                rude
                    rude
                """, SetText.with(TEXT, new Listed("late", "delivery", "tardy", 0)));
    }

    @Test
    void aQueryIsDeletedWithAllOfItsLines() {
        assertEquals("""

                # of any kind
                rude
                    rude
                """, SetText.without(TEXT, "late"));
        assertEquals(TEXT.replace("rude\n    rude\n", ""), SetText.without(TEXT, "rude"));
    }
}
