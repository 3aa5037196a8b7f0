package io.antiphon.journal;

/** The journal's contract, with hardly anything kept in memory and many small files. */
class SmallSegmentsTest extends SqliteJournalTest {

    @Override
    JournalSettings settings() {
        return JournalSettings.defaults().segments(2_000, true).recent(2).repeats(5);
    }
}
