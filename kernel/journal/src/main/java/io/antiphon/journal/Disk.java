package io.antiphon.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** What happens to the disk under the journal; tests make it slow or full. */
interface Disk {

    Disk REAL = new Disk() {};

    /** A connection that appends was opened. */
    default void opened(Connection connection) throws SQLException {}

    /** A group is about to be committed. */
    default void committing(int entries) throws SQLException {}

    /** A group was committed. */
    default void committed(int entries) throws SQLException {}
}
