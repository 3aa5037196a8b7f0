package io.antiphon.care.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Person;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomHistoryTest {

    private static final Balance.Question ALL =
            new Balance.Question(LocalDate.EPOCH, LocalDate.of(2100, 1, 1), "", Person.administrator("ada"));

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void whateverHappensTheLedgerBalancesAtEveryCheckpoint(long seed) throws SQLException {
        List<Entry> entries = new RandomHistory(seed).entries(800);
        Random random = new Random(seed);
        Care care = new Care();
        try (MemoryTx tx = MemoryTx.of(care)) {
            care.create(tx);
            int from = 0;
            long heard = 0;
            while (from < entries.size()) {
                int to = Math.min(entries.size(), from + 1 + random.nextInt(60));
                care.apply(entries.subList(from, to), tx);
                tx.commit();
                heard += entries.subList(from, to).stream()
                        .filter(Entry.Heard.class::isInstance)
                        .count();
                balances(tx, heard);
                from = to;
            }
        }
    }

    private static void balances(MemoryTx tx, long heard) throws SQLException {
        Balance balance = Balance.read(tx, ALL);
        assertEquals(heard, balance.total().heard());
        assertTrue(balance.total().isBalanced(), balance::toString);
        balance.days().forEach((day, sum) -> assertTrue(sum.isBalanced(), day));
        balance.units().forEach((unit, sum) -> assertTrue(sum.isBalanced(), unit));
        Balance.Check check = Balance.check(tx);
        assertEquals(List.of(), check.wrong());
        assertEquals(heard, check.rows());
        for (Case one : new Cases(tx).list("ORDER BY id", List.of())) {
            sound(one, new Cases(tx).signals(one.id).values().stream()
                    .filter(Disposition.OPEN::equals)
                    .count());
        }
    }

    private static void sound(Case one, long open) {
        String id = CaseId.of(one.id);
        assertEquals(open, one.unanswered, id);
        assertTrue(one.pending >= 0 && one.signals > 0, id);
        assertTrue(one.priority >= 1 && one.priority <= 4, id);
        assertEquals(!one.isOpen(), one.closed > 0, id);
        assertTrue(one.isOpen() || one.alarm == 0 && one.due == Case.NEVER, id + " is closed and its clocks run");
        assertTrue(one.isOpen() || one.unanswered == 0 || one.pending > 0 || one.trouble.startsWith("Nobody knows"), id);
    }
}
