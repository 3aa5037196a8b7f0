package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recognition.Recognised;
import io.antiphon.spi.Replay.Phase;
import io.antiphon.spi.Replay.Progress;
import io.antiphon.spi.Replay.Result;
import io.antiphon.spi.Replay.Visitor;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One replay, from the first recorded entry to where the road stood. Used once, by one thread. */
final class Rerun {

    private final Recorded recorded;
    private final Scratch scratch;
    private final Visitor visitor;
    private final BooleanSupplier closed;
    private final Position begin;
    private final Position after;
    private final Position end;
    private Position reached;
    private long shown;

    Rerun(
            Recorded recorded,
            Scratch scratch,
            Visitor visitor,
            BooleanSupplier closed,
            Position begin,
            Position after,
            Position end) {
        this.recorded = recorded;
        this.scratch = scratch;
        this.visitor = visitor;
        this.closed = closed;
        this.begin = begin;
        this.after = after;
        this.end = end;
        this.reached = begin;
    }

    Result run() throws InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            heed();
            List<Entry> page = recorded.next();
            if (page.isEmpty()) {
                break;
            }
            int learnt = 0;
            while (learnt < page.size() && !page.get(learnt).position().isAfter(after)) {
                learnt++;
            }
            scratch.learn(page.subList(0, learnt));
            reached = learnt == 0 ? reached : page.get(learnt - 1).position();
            goesOn = show(page.subList(learnt, page.size()));
            Phase phase = reached.isAfter(after) ? Phase.SHOWING : Phase.LEARNING;
            goesOn = goesOn && visitor.progress(new Progress(phase, begin, reached, end, shown));
        }
        return new Result(begin, reached, end, shown, !goesOn);
    }

    private void heed() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The replay was interrupted at " + reached);
        }
        if (closed.getAsBoolean()) {
            throw new AntiphonException(Code.UNAVAILABLE, "The road ends, and the replay with it, at " + reached);
        }
    }

    private boolean show(List<Entry> page) throws InterruptedException {
        List<Recognised> recognised = scratch.recognise(page);
        while (recorded.lookAhead(page)) {
            heed();
        }
        for (int i = 0; i < page.size(); i++) {
            heed();
            if (!show(page.get(i), recognised.get(i).profile())) {
                return false;
            }
            reached = page.get(i).position();
        }
        return true;
    }

    private boolean show(Entry entry, Profile then) {
        if (entry instanceof Entry.Heard heard) {
            return shown(Derivation.asked(heard, then, recorded.of(heard)), then);
        }
        if (entry instanceof Entry.Performed || entry instanceof Entry.Commanded) {
            return shown(entry, begin.equals(Position.START) ? then : Profile.ANONYMOUS);
        }
        return true;
    }

    private boolean shown(Entry entry, Profile then) {
        shown++;
        return visitor.entry(entry, then);
    }
}
