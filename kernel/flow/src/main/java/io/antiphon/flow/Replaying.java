package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Position;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Replay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Lets one caller at a time go through the journal again, beside the road. Thread-safe. */
final class Replaying implements Replay, AutoCloseable {

    private static final int PAGE = 1_000;
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Site site;
    private final Highway road;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;

    Replaying(Site site, Highway road) {
        this.site = site;
        this.road = road;
        Scratch.clean(site.folder());
    }

    @Override
    public Result replay(Position after, Visitor visitor) throws InterruptedException {
        if (!busy.compareAndSet(false, true)) {
            throw AntiphonException.busy("Another replay is under way, and there is only one at a time", A_WHILE);
        }
        try {
            Plug<Recognition> knower = site.registry().recognition();
            if (knower == null) {
                throw new AntiphonException(Code.UNAVAILABLE, "Nothing that knows who speaks is plugged in");
            }
            Position end = road.passed();
            Position begin = site.journal().begin();
            Recorded recorded =
                    new Recorded(site.journal(), site.limits().batch(), begin.offset(), after.offset(), end.offset());
            try (Scratch scratch = Scratch.open(site.folder(), knower)) {
                return new Rerun(recorded, scratch, visitor, () -> closed, begin, after, end).run();
            }
        } finally {
            busy.set(false);
        }
    }

    @Override
    public Position beforeLast(int signals) {
        Position end = road.passed();
        @Nullable Position first = null;
        for (int left = signals; left > 0; ) {
            HeardQuery query =
                    new HeardQuery(null, first == null ? end.next() : first, null, true, Math.min(PAGE, left));
            List<Entry.Heard> page = site.journal().heard(query);
            if (page.isEmpty()) {
                break;
            }
            first = page.get(page.size() - 1).position();
            left -= page.size();
        }
        return first == null ? end : new Position(first.partition(), first.offset() - 1);
    }

    /** Ends the one under way soon. */
    @Override
    public void close() {
        closed = true;
    }
}
