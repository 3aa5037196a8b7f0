package io.antiphon.care.cases;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A column of the table of cases and the field that it keeps.
 *
 * @param keyed whether an index holds it
 */
record Column(String name, String type, boolean keyed, Writing writing, Reading reading) {

    private static final String SEPARATOR = "\n";

    /** Writes a field into a statement. */
    interface Writing {
        void write(Case from, PreparedStatement to, int index) throws SQLException;
    }

    /** Reads a field from a row. */
    interface Reading {
        void read(ResultSet from, int index, Case to) throws SQLException;
    }

    static Column text(String name, Function<Case, String> get, BiConsumer<Case, String> set) {
        return new Column(
                name,
                "TEXT NOT NULL",
                false,
                (from, to, index) -> to.setString(index, get.apply(from)),
                (from, index, to) -> set.accept(to, from.getString(index)));
    }

    static Column list(String name, Function<Case, List<String>> get, BiConsumer<Case, List<String>> set) {
        return text(
                name,
                from -> String.join(SEPARATOR, get.apply(from)),
                (to, text) -> set.accept(to, text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR))));
    }

    static Column number(String name, ToLongFunction<Case> get, ObjLongConsumer<Case> set) {
        return new Column(
                name,
                "BIGINT NOT NULL",
                false,
                (from, to, index) -> to.setLong(index, get.applyAsLong(from)),
                (from, index, to) -> set.accept(to, from.getLong(index)));
    }

    static Column flag(String name, Predicate<Case> get, BiConsumer<Case, Boolean> set) {
        return number(name, from -> get.test(from) ? 1 : 0, (to, value) -> set.accept(to, value != 0));
    }

    Column indexed() {
        return new Column(name, type, true, writing, reading);
    }
}
