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
 * @param packed whether it has no column of its own but stands among others in one text, which is what makes rows cheap
 */
record Column(
        String name,
        String type,
        boolean keyed,
        boolean packed,
        Writing writing,
        Reading reading,
        Function<Case, String> get,
        BiConsumer<Case, String> set) {

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
                false,
                (from, to, index) -> to.setString(index, get.apply(from)),
                (from, index, to) -> set.accept(to, from.getString(index)),
                get,
                set);
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
                false,
                (from, to, index) -> to.setLong(index, get.applyAsLong(from)),
                (from, index, to) -> set.accept(to, from.getLong(index)),
                from -> written(get.applyAsLong(from)),
                (to, text) -> set.accept(to, text.isEmpty() ? 0 : Long.parseLong(text, Character.MAX_RADIX)));
    }

    static Column flag(String name, Predicate<Case> get, BiConsumer<Case, Boolean> set) {
        return number(name, from -> get.test(from) ? 1 : 0, (to, value) -> set.accept(to, value != 0));
    }

    private static String written(long number) {
        return number == 0 ? "" : Long.toString(number, Character.MAX_RADIX);
    }

    Column indexed() {
        return new Column(name, type, true, packed, writing, reading, get, set);
    }

    Column within() {
        return new Column(name, type, keyed, true, writing, reading, get, set);
    }
}
