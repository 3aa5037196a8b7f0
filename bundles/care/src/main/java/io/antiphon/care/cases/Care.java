package io.antiphon.care.cases;

import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.SettingsReader;
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

    /** Settings and the text they were read from. */
    private record Read(String text, CareSettings settings) {}

    /** Only so that the same text is not read again and again. */
    private volatile Read latest = new Read("", usual());

    private static CareSettings usual() {
        return SettingsReader.read(SettingsReader.usual()).settings();
    }

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
        Words.create(tx);
        Ledger.create(tx);
        CaseRows.create(tx);
        Found.create(tx);
        Answers.create(tx);
        Standing.create(tx);
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        new Batch(tx, this::settings).apply(entries);
    }

    /** The settings of a text; the usual ones if it is empty or not to be understood. */
    CareSettings settings(String text) {
        Read known = latest;
        if (!known.text().equals(text)) {
            CareSettings read =
                    text.isEmpty() ? usual() : SettingsReader.read(text).settings();
            known = new Read(text, read);
            latest = known;
        }
        return known.settings();
    }
}
