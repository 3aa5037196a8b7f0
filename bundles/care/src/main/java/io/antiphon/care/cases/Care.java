package io.antiphon.care.cases;

import io.antiphon.care.settings.SettingsCache;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Folds the journal into cases and the answer ledger. */
@Component(service = Fold.class)
public final class Care implements Fold {

    /** By which its rows are read. */
    public static final String NAME = "care";

    private final SettingsCache settings = new SettingsCache();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        Words.create(tx);
        Ledger.create(tx);
        CaseRows.create(tx);
        Found.create(tx);
        Answers.create(tx);
        Standing.create(tx);
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        new Batch(tx, settings::of).apply(entries);
    }
}
