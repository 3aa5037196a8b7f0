package io.antiphon.spi;

import java.sql.SQLException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A read model of the journal: it can be thrown away and built again. A service.
 *
 * <p>Its rows and the position up to which it has read commit together, so it sees each entry exactly
 * once, in the order of the journal, on one thread at a time. When a version appears that has not been built,
 * the kernel builds it in the background from the first entry, while the old one serves and goes on
 * being fed; then they change places between two batches and the old tables are dropped.
 *
 * <p>Must be a pure function of the entries: no clock, no randomness, no outside input. One that throws has its part of the
 * batch rolled back and is tried again entry by entry; one that keeps throwing or does not return is quarantined: it stays at the
 * position it has reached, while the road goes on, and catches up from there when it is released or replaced.
 */
@ConsumerType
public interface Fold {

    /** Lower-case letters, digits and underscores; unique among folds; part of its tables' names. */
    String name();

    /** Grows whenever the rows would be others for the same entries. */
    int version();

    /** Makes its tables and indexes, once per version, named by {@link Tx#table}. */
    void create(Tx tx) throws SQLException;

    /**
     * Applies entries.
     *
     * @param entries 1 to 1,000 entries in the order of the journal
     */
    void apply(List<Entry> entries, Tx tx) throws SQLException;
}
