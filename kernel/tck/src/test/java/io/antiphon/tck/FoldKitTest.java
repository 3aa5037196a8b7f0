package io.antiphon.tck;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldKitTest {

    /** Counts entries by kind. */
    static class Counts implements Fold {
        @Override
        public String name() {
            return "counts";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void create(Tx tx) throws SQLException {
            tx.prepare("CREATE TABLE " + tx.table("kinds") + " (kind TEXT PRIMARY KEY, n INTEGER NOT NULL)")
                    .execute();
        }

        @Override
        public void apply(List<Entry> entries, Tx tx) throws SQLException {
            for (Entry entry : entries) {
                add(entry.getClass().getSimpleName(), 1, tx);
            }
        }

        static void add(String kind, int n, Tx tx) throws SQLException {
            PreparedStatement upsert = tx.prepare("INSERT INTO " + tx.table("kinds")
                    + " VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n");
            upsert.setString(1, kind);
            upsert.setInt(2, n);
            upsert.executeUpdate();
        }
    }

    static class CountsAreGreen extends FoldKit {
        @Override
        protected Fold fold() {
            return new Counts();
        }
    }

    static class CountsBatches extends FoldKit {
        @Override
        protected Fold fold() {
            return new Counts() {
                @Override
                public void apply(List<Entry> entries, Tx tx) throws SQLException {
                    add("batches", 1, tx);
                }
            };
        }
    }

    static class CountsInMemory extends FoldKit {
        @Override
        protected Fold fold() {
            return new Counts() {
                private int seen;

                @Override
                public void apply(List<Entry> entries, Tx tx) throws SQLException {
                    seen += entries.size();
                    tx.prepare("DELETE FROM " + tx.table("kinds")).executeUpdate();
                    add("all", seen, tx);
                }
            };
        }
    }

    static class TableOfItsOwnName extends FoldKit {
        @Override
        protected Fold fold() {
            return new Counts() {
                @Override
                public void create(Tx tx) throws SQLException {
                    super.create(tx);
                    tx.prepare("CREATE TABLE IF NOT EXISTS mine (n INTEGER)").execute();
                }
            };
        }
    }

    static class LeavesNothing extends FoldKit {
        @Override
        protected Fold fold() {
            return new Counts() {
                @Override
                public void apply(List<Entry> entries, Tx tx) {
                    // nothing
                }
            };
        }
    }

    @Test
    void aSoundFoldIsGreen() {
        Red.assertGreen(CountsAreGreen.class);
    }

    @Test
    void aFoldThatSeesItsBatchesIsRed() {
        Red.assertRed(
                CountsBatches.class,
                "oneByOneGivesTheSameRowsAsAllAtOnce",
                "anySplitGivesTheSameRows",
                "aBatchThatIsRolledBackAndAppliedAgainCountsOnce",
                "aNewInstanceGoesOnWhereTheOldOneStopped");
    }

    @Test
    void aFoldThatCountsInMemoryIsRed() {
        Red.assertRed(
                CountsInMemory.class,
                "aBatchThatIsRolledBackAndAppliedAgainCountsOnce",
                "aNewInstanceGoesOnWhereTheOldOneStopped");
    }

    @Test
    void aFoldThatNamesItsTablesItselfIsRed() {
        Red.assertRed(TableOfItsOwnName.class, "twoVersionsLiveSideBySide");
    }

    @Test
    void aFoldThatLeavesNoRowsIsRed() {
        Red.assertRed(LeavesNothing.class, "entriesLeaveRowsBehind");
    }
}
