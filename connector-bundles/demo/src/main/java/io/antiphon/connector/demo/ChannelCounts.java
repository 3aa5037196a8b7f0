package io.antiphon.connector.demo;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/** How many simulated signals there were on each channel. */
@Component(service = Fold.class)
public final class ChannelCounts implements Fold {

    static final String NAME = "demo_channels";
    static final String TABLE = "channels";

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
        tx.prepare("CREATE TABLE " + tx.table(TABLE) + " (channel TEXT PRIMARY KEY, signals INTEGER NOT NULL)")
                .execute();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard
                    && Simulated.is(heard.signal().attributes())) {
                counts.merge(heard.signal().channel(), 1, Integer::sum);
            }
        }
        PreparedStatement add = tx.prepare("INSERT INTO " + tx.table(TABLE) + " AS known VALUES (?, ?)"
                + " ON CONFLICT (channel) DO UPDATE SET signals = known.signals + excluded.signals");
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            add.setString(1, count.getKey());
            add.setInt(2, count.getValue());
            add.executeUpdate();
        }
    }
}
