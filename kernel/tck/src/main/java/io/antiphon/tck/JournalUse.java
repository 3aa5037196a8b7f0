package io.antiphon.tck;

import static io.antiphon.tck.JournalEntries.heard;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import java.util.List;

/** How the parts of the journal's contract use the journal under test. */
interface JournalUse {

    /** The journal as it is open now. */
    Journal journal();

    /** Its writing side. */
    Recorder recorder();

    /** Dates the entries. */
    SettableClock clock();

    /** Closes the journal and opens it again. */
    void again() throws Exception;

    /** Appends an entry. */
    default Receipt append(Entry entry) {
        return recorder().append(List.of(entry)).get(0);
    }

    /** Appends a signal. */
    default Position hear(String connection, String externalId) {
        return append(heard(connection, externalId)).position();
    }

    /** The signal at a position. */
    default Entry.Heard heardAt(Position position) {
        return (Entry.Heard) journal().get(position).orElseThrow();
    }
}
