package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PiecesTest {

    @RepeatedTest(50)
    void piecesKeepOrderBoundsAndWhatBelongsTogether(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Entry> derived = new ArrayList<>();
        for (int cause = 1; cause < 40; cause++) {
            int count = random.nextInt(10);
            for (int i = 0; i < count; i++) {
                Action action = Action.of("say", "").saying("x".repeat(random.nextInt(200)));
                derived.add(Entry.Decided.of(Position.of(cause), null, "p", "1", i, action));
            }
        }
        List<List<Entry>> pieces = Appending.pieces(derived, 12, 1_500);
        assertEquals(derived, pieces.stream().flatMap(List::stream).toList());
        Position last = Position.START;
        for (List<Entry> piece : pieces) {
            assertTrue(piece.get(0).cause().isAfter(last), "a cause is in one piece");
            last = piece.get(piece.size() - 1).cause();
            boolean oneCause = piece.get(0).cause().equals(last);
            assertTrue(piece.size() <= 12);
            assertTrue(oneCause || piece.stream().mapToLong(Weight::of).sum() <= 1_500);
        }
    }

    @Test
    void nothingMakesNoPiece() {
        assertEquals(List.of(), Appending.pieces(List.of(), 10, 10));
    }

    @Test
    void theNinetyNinthPercentileIsRoundedUpByLessThanAQuarter() {
        Histogram histogram = new Histogram();
        assertEquals(0, histogram.p99Micros());
        for (int i = 1; i <= 1_000; i++) {
            histogram.add(TimeUnit.MICROSECONDS.toNanos(i));
        }
        long p99 = histogram.p99Micros();
        assertTrue(p99 >= 990 && p99 <= 1_240, "" + p99);
        histogram.age();
        assertEquals(p99, histogram.p99Micros());
        histogram.age();
        assertEquals(0, histogram.p99Micros());
    }
}
