package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Folds signals, and what people rule, into the graph. Owned by the road's thread.
 *
 * <p>What it remembers from the batch before counts only if the stored totals are those it left there; so after a
 * rollback, or after somebody else's writing, it starts from the rows.
 */
@Component(service = Recognition.class, configurationPid = ProfileSettings.PID)
@Designate(ocd = ProfileSettings.class)
public final class ProfileFold implements Recognition {

    static final String NAME = "profiles";
    static final String LINK = "link";
    static final String UNLINK = "unlink";
    static final String ONE = "one";
    static final String OTHER = "other";

    private static final int VERSION = 2;
    private static final int REBUILDS = 1_000;

    private final ProfileSettings settings;
    private final Normaliser normaliser;
    private final Limits limits;
    private final Suggestions.Matchmaking matchmaking;
    private final Telling.Rules rules;
    private final int version;

    private final Memory memory = new Memory();
    private Totals remembered = Totals.NONE;
    private String home = "";
    private boolean whole;

    /** Called by the container. */
    @Activate
    public ProfileFold(ProfileSettings settings) {
        this.settings = settings;
        normaliser = new Normaliser(settings);
        limits = new Limits(settings.mostLinks(), settings.mostIdentities());
        matchmaking = MatchSettings.of(settings, normaliser);
        version = VERSION * REBUILDS + Math.floorMod(settings.rebuild(), REBUILDS);
        rules = new Telling.Rules(version, settings.legalBasis(), Normaliser.schemes(settings.accounts()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        new Schema(tx).create();
    }

    @Override
    public Recognition another() {
        return new ProfileFold(settings);
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        take(entries, tx, false);
    }

    @Override
    public List<Recognised> recognise(List<Entry> entries, Tx tx) throws SQLException {
        return take(entries, tx, true);
    }

    private List<Recognised> take(List<Entry> entries, Tx tx, boolean asked) throws SQLException {
        Telling telling = null;
        long changed = 0;
        List<Recognised> concerned = new ArrayList<>(asked ? entries.size() : 0);
        for (Entry entry : entries) {
            boolean changes = Telling.changes(entry);
            Recognised told = Recognised.NOBODY;
            if (changes || asked && !Telling.named(entry).isEmpty()) {
                telling = telling == null ? new Telling(open(tx), normaliser, rules) : telling;
                whole &= !changes;
                changed = changes ? Rows.number(entry.position()) : changed;
                told = changes ? telling.take(entry, asked) : telling.concerned(entry);
            }
            if (asked) {
                concerned.add(told);
            }
        }
        if (telling != null && changed > 0) {
            remembered = telling.store(changed);
            whole = true;
        }
        memory.trim();
        return concerned;
    }

    private Graph open(Tx tx) throws SQLException {
        Rows rows = new Rows(tx);
        Totals stored = rows.totals();
        String place = tx.table("node");
        if (!whole || !stored.equals(remembered) || !place.equals(home)) {
            memory.clear();
            remembered = stored;
            home = place;
            whole = true;
        }
        return new Graph(rows, memory, limits, matchmaking, stored);
    }
}
