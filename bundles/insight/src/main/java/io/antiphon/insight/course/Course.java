package io.antiphon.insight.course;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Per day, unit, type and value: how many signals, how they were felt, and which was the latest. */
@Component(service = Fold.class)
public final class Course implements Fold {

    static final String NAME = "insight_course";
    static final String TABLE = "day";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table(TABLE) + " (type TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,"
                        + " day BIGINT NOT NULL, signals BIGINT NOT NULL, positive BIGINT NOT NULL, negative BIGINT NOT NULL,"
                        + " neutral BIGINT NOT NULL, mixed BIGINT NOT NULL, latest BIGINT NOT NULL,"
                        + " PRIMARY KEY (type, value, unit, day))")
                .executeUpdate();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        Tally tally = new Tally();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Understood understood) {
                tally.add(understood);
            }
        }
        PreparedStatement add = tx.prepare("INSERT INTO " + tx.table(TABLE)
                + " AS known (type, value, unit, day, signals, positive, negative, neutral, mixed, latest)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (type, value, unit, day) DO UPDATE SET"
                + " signals = known.signals + excluded.signals, positive = known.positive + excluded.positive,"
                + " negative = known.negative + excluded.negative, neutral = known.neutral + excluded.neutral,"
                + " mixed = known.mixed + excluded.mixed, latest ="
                + " CASE WHEN known.latest > excluded.latest THEN known.latest ELSE excluded.latest END");
        for (Map.Entry<Tally.Key, Tally.Sum> one : tally.sums().entrySet()) {
            Tally.Key key = one.getKey();
            Tally.Sum sum = one.getValue();
            add.setString(1, key.type());
            add.setString(2, key.value());
            add.setString(3, key.unit());
            add.setLong(4, key.day());
            add.setLong(5, sum.signals);
            for (Feeling feeling : Feeling.values()) {
                add.setLong(6 + feeling.ordinal(), sum.felt[feeling.ordinal()]);
            }
            add.setLong(10, sum.latest);
            add.addBatch();
        }
        add.executeBatch();
    }
}
