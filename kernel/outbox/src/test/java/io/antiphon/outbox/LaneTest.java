package io.antiphon.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.antiphon.spi.Outbox.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a connection is treated whose far end fails. */
class LaneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Lane lane = new Lane("c", 4);
    private long now = 1_000_000;

    private void add(int actions) {
        for (int i = 0; i < actions; i++) {
            Pending.Row row = new Pending.Row(i, "a" + i, "c", "chain " + i, now, 0, Pending.Doubt.NONE, 0);
            lane.add(new Waiting(row, Instant.ofEpochMilli(now)));
        }
    }

    private List<Waiting> taken() {
        List<Waiting> taken = new ArrayList<>();
        for (Waiting item = lane.take(now); item != null; item = lane.take(now)) {
            item.stands(Stage.PERFORMING, Instant.ofEpochMilli(now), "", "");
            taken.add(item);
        }
        return taken;
    }

    private void fail(Waiting item) {
        lane.fails(now, SECOND::multipliedBy, "it hangs");
        item.stands(Stage.RETRYING, Instant.ofEpochMilli(now), "", "it hangs");
        lane.putBack(item, now + 600_000);
    }

    @Test
    void whatFailsTogetherCountsAsOneFailure() {
        add(8);
        taken().forEach(this::fail);
        assertEquals(now + 1_000, lane.next());
        now += 1_000;
        fail(onlyOne());
        assertEquals(now + 2_000, lane.next());
    }

    @Test
    void afterAPassingFailureTheFailedWaitOnAndTheOthersLeave() {
        add(8);
        taken().forEach(this::fail);
        now = lane.next();
        succeed(onlyOne());
        assertEquals(3, taken().size());
    }

    @Test
    void afterAnOutageNobodyWaitsOn() {
        add(4);
        taken().forEach(this::fail);
        now += 600_000;
        fail(onlyOne());
        now = lane.next();
        fail(onlyOne());
        now = lane.next();
        succeed(onlyOne());
        assertEquals(3, taken().size(), "two of them had longer to wait");
    }

    private void succeed(Waiting item) {
        lane.remove(item);
        lane.works(now);
    }

    private Waiting onlyOne() {
        Waiting one = lane.take(now);
        assertNotNull(one, "one tries it");
        assertNull(lane.take(now), "and only one");
        return one;
    }
}
